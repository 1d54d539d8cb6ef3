use super::*;

fn words() -> SheetWords {
    SheetWords {
        picture: "Bild".to_owned(),
        leads_to: "führt zu".to_owned(),
        page: "Seite {page} von {pages}".to_owned(),
        cut: "…".to_owned(),
    }
}

#[test]
fn a_message_becomes_a_file_of_pages() {
    let html = "<h1>Straße</h1><p>Grüße für 12 €, „gut“ – <b>fett</b> <i>kursiv</i></p>\
                <table border=1><tr><th>Pos<th>Betrag<tr><td>1<td align=right>4.300,00 €</table>\
                <ul><li>eins<li>zwei</ul><blockquote>alt</blockquote>"
        .to_owned()
        + &"<p>Noch ein Absatz mit einigen Worten darin, damit eine Zeile voll wird und bricht.</p>"
            .repeat(80)
        + &"x".repeat(5000) + "\u{4e2d}\u{1f600}";
    let document = crate::mime::page::document(&html, &|_| None);
    let sheet = Sheet {
        title: "Mahnung für Größl".to_owned(),
        head: vec![("Von:".to_owned(), "a@x.example".to_owned())],
        notes: vec!["Hinweis".to_owned()],
        document: &document,
        files_title: "Anlagen".to_owned(),
        files: vec!["Vertrag.pdf".to_owned()],
        words: words(),
    };
    let file = pdf(&sheet).unwrap();
    assert!(file.starts_with(b"%PDF-"));
    assert!(file.len() < 200_000, "{}", file.len());
    if let Some(path) = std::env::var_os("KONTORPOST_PDF") {
        std::fs::write(path, &file).unwrap();
    }
}
