//! What the header of a part says about its body.

use super::charset::one_line;
use super::header::fields;
use super::params::ContentField;
use super::transfer::Coding;

/// The Content fields of one header block. Of repeated fields the last counts, as for the parser.
#[derive(Debug)]
pub(super) struct PartHead {
    /// Lower case; `text/plain` if nothing is said.
    pub media_type: String,
    /// Of a multipart, if it is named.
    pub boundary: Option<Vec<u8>>,
    /// Character set as named.
    pub charset: Option<String>,
    /// Transfer encoding.
    pub coding: Coding,
    /// File name as the sender gave it.
    pub name: Option<String>,
    /// Content-Description.
    pub description: Option<String>,
    /// `inline`, `attachment`, or empty.
    pub disposition: String,
    /// The part has a Content-ID, by which the text can refer to it.
    pub has_id: bool,
    /// Content-ID without angle brackets; empty if there is none.
    pub id: String,
    /// Content-Location; empty if there is none.
    pub location: String,
    /// Paragraphs are broken softly (RFC 3676); whether blanks at line ends go.
    pub flowed: Option<bool>,
    /// `smime-type`, or `protocol` of a signed or encrypted multipart; lower case.
    pub protection: String,
}

impl PartHead {
    /// Reads a header block; `in_digest` changes what a part without Content-Type is.
    pub fn read(block: &[u8], in_digest: bool) -> Self {
        let mut content_type = ContentField::default();
        let mut disposition = ContentField::default();
        let mut coding = Coding::Identity;
        let (mut has_id, mut id, mut location) = (false, String::new(), String::new());
        let mut description = None;
        for field in fields(block) {
            if field.is("content-type") {
                content_type = ContentField::parse(&field.value());
            } else if field.is("content-disposition") {
                disposition = ContentField::parse(&field.value());
            } else if field.is("content-transfer-encoding") {
                coding = Coding::from_field(&field.value());
            } else if field.is("content-id") {
                has_id = true;
                id = one_line(&String::from_utf8_lossy(&field.value()));
            } else if field.is("content-location") {
                location = one_line(&String::from_utf8_lossy(&field.value()));
            } else if field.is("content-description") {
                description = Some(super::words::decode(&field.value()));
            }
        }
        let media_type = match content_type.value.as_str() {
            "" if in_digest => "message/rfc822",
            "" => "text/plain",
            named => named,
        };
        let boundary = content_type
            .raw("boundary")
            .filter(|text| content_type.is_type("multipart") && !text.is_empty())
            .map(<[u8]>::to_vec);
        let parameter = |name| content_type.text(name).map(|it| it.to_ascii_lowercase());
        Self {
            media_type: media_type.to_owned(),
            boundary,
            charset: content_type.text("charset"),
            coding,
            name: disposition
                .text("filename")
                .or_else(|| disposition.text("name"))
                .or_else(|| content_type.text("name"))
                .or_else(|| content_type.text("filename")),
            description,
            disposition: disposition.value,
            has_id,
            id: id.trim_matches(['<', '>', ' ']).to_owned(),
            location,
            flowed: parameter("format")
                .is_some_and(|it| it == "flowed")
                .then(|| parameter("delsp").is_some_and(|it| it == "yes")),
            protection: parameter("smime-type")
                .or_else(|| parameter("protocol"))
                .unwrap_or_default(),
        }
    }

    /// `multipart/*`.
    pub fn is_multipart(&self) -> bool {
        self.media_type.starts_with("multipart/")
    }

    /// A whole message.
    pub fn is_message(&self) -> bool {
        matches!(
            self.media_type.as_str(),
            "message/rfc822" | "message/global"
        )
    }

    /// Text that is shown rather than attached.
    pub fn is_shown_text(&self) -> bool {
        matches!(
            self.media_type.as_str(),
            "text/plain" | "text/html" | "text"
        ) && self.disposition != "attachment"
    }
}
