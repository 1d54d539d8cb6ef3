//! A message on paper: a PDF with header, formatted text, pictures, the list of files and numbers of
//! pages. Nothing but what it shows is in it: no link, no script, no file.

mod fonts;
mod layout;
mod write;

use crate::domain::reading::Document;

/// Pages at the most.
const MOST_PAGES: usize = 1000;

/// What is put on paper.
pub struct Sheet<'a> {
    /// Subject.
    pub title: String,
    /// Names and values of the header block.
    pub head: Vec<(String, String)>,
    /// What a reader should be told.
    pub notes: Vec<String>,
    /// The text.
    pub document: &'a Document,
    /// What stands above the list of files; empty where there are none.
    pub files_title: String,
    /// The files that came along.
    pub files: Vec<String>,
    /// Words that are added.
    pub words: SheetWords,
}

/// Words that the program adds to paper.
#[derive(Debug, Clone, Default)]
pub struct SheetWords {
    /// Stands for a picture that is not shown.
    pub picture: String,
    /// Stands before the host of a link whose words name another.
    pub leads_to: String,
    /// The number of a page: `{page}` of `{pages}`.
    pub page: String,
    /// The rest is left out.
    pub cut: String,
}

/// The PDF of a message.
///
/// # Errors
/// The technical words where a font cannot be used.
pub fn pdf(sheet: &Sheet<'_>) -> Result<Vec<u8>, String> {
    let mut fonts = fonts::Fonts::new().ok_or("fonts")?;
    let pages = layout::pages(sheet, &mut fonts);
    write::write(sheet, &pages, &fonts)
}

#[cfg(test)]
mod tests;
