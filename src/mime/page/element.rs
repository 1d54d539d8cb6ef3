//! The elements of pages, by what they do to text.

/// What an element does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Changes the look alone.
    Inline,
    /// Starts and ends a line.
    Block,
    /// The same, with space around it.
    Paragraph,
    /// A heading, 1 to 6.
    Heading(u8),
    /// A list; whether it counts.
    List(bool),
    /// An entry of a list.
    Item,
    /// A quotation.
    Quote,
    /// Text as it is.
    Pre,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell; whether it is a head.
    Cell(bool),
    /// Has no content.
    Void,
    /// Its content is for programs.
    Unseen,
}

/// What an element of this name does.
pub(super) fn role(name: &str) -> Role {
    match name {
        "p" | "dl" | "figure" | "details" | "fieldset" => Role::Paragraph,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "ul" | "menu" | "dir" => Role::List(false),
        "ol" => Role::List(true),
        "li" => Role::Item,
        "blockquote" => Role::Quote,
        "pre" | "listing" | "xmp" | "plaintext" => Role::Pre,
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" => Role::Cell(false),
        "th" => Role::Cell(true),
        "br" | "hr" | "img" | "image" | "input" | "meta" | "link" | "base" | "area" | "col"
        | "embed" | "source" | "track" | "wbr" | "param" | "basefont" | "bgsound" | "frame" => {
            Role::Void
        }
        "script" | "style" | "title" | "template" | "noscript" | "xml" | "object" | "iframe"
        | "applet" | "audio" | "video" | "svg" | "math" | "textarea" | "select" | "datalist" => {
            Role::Unseen
        }
        "div" | "section" | "article" | "header" | "footer" | "main" | "address" | "center"
        | "form" | "body" | "html" | "head" | "dt" | "dd" | "aside" | "nav" | "caption"
        | "legend" | "summary" | "figcaption" | "thead" | "tbody" | "tfoot" | "frameset"
        | "option" | "optgroup" | "hgroup" => Role::Block,
        _ => Role::Inline,
    }
}

/// Whether it acts or fetches, and is left out for that.
pub(super) fn is_active(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "form"
            | "input"
            | "button"
            | "iframe"
            | "frame"
            | "object"
            | "embed"
            | "applet"
            | "audio"
            | "video"
            | "textarea"
            | "select"
    )
}
