//! Large letters: as a draft, its documents one by one, then sent. A draft that an interrupted try has
//! left is removed first, so that nothing is doubled.

use super::GraphMailbox;
use super::call::{Ask, encode, refusal};
use super::send::{coded, judged};
use crate::transport::error::{Cause, Result, Step};
use crate::transport::smtp::Submission;
use crate::transport::web::{Payload, Web, read_body};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::header::{CONTENT_RANGE, CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, StatusCode};
use serde_json::{Value, json};

/// Documents below this go with one request.
const SMALL: usize = 2_900_000;

/// Bytes of a document that go at once: a multiple of 320 KiB below the 4 MB that are allowed.
const PIECE: usize = 10 * (320 << 10);

/// Bytes of an answer to a piece at the most.
const ANSWER_LIMIT: usize = 1 << 20;

/// A document of a letter.
#[derive(Debug)]
pub struct Enclosure {
    /// File name.
    pub name: String,
    /// MIME type.
    pub media_type: String,
    /// Content-ID without angle brackets; empty for one that the text does not show.
    pub content_id: String,
    /// Its bytes.
    pub data: Vec<u8>,
}

/// A letter and, apart from it, its documents.
#[derive(Debug)]
pub struct Pieces {
    /// The letter without them.
    pub letter: Vec<u8>,
    /// The documents.
    pub enclosures: Vec<Enclosure>,
    /// Message-ID without angle brackets.
    pub message_id: String,
}

impl GraphMailbox {
    /// Hands a letter over in pieces. `before_end` is asked when everything lies there and only the
    /// word to send it is missing.
    ///
    /// # Errors
    /// At [`Step::Data`] or before: nothing was sent, and what lay there is removed where possible.
    pub async fn send_in_pieces(
        &mut self,
        pieces: &Pieces,
        bcc: &[String],
        before_end: impl FnOnce() -> bool + Send + 'static,
    ) -> Result<Submission> {
        let letter = coded(&pieces.letter, bcc)?;
        for left in self.find_message("drafts", &pieces.message_id).await? {
            self.drop_draft(&left).await?;
        }
        let path = format!("{}/messages", self.root);
        let created = self.tell(Ask::post_text(path, letter)).await?;
        let id = created.get("id").and_then(Value::as_str);
        let id = id.ok_or_else(|| broken("draft without a name"))?.to_owned();
        if let Err(error) = self.enclose(&id, pieces).await {
            // The next try removes it where this one cannot.
            let _ = self.drop_draft(&id).await;
            return Err(error);
        }
        if !before_end() {
            let _ = self.drop_draft(&id).await;
            return Err(Cause::Stopped.at(Step::Data));
        }
        let path = format!("{}/messages/{}/send", self.root, encode(&id));
        let answered = self.line.release(path).await;
        let judged = judged(answered, true);
        if judged.is_err() {
            let _ = self.drop_draft(&id).await;
        }
        judged
    }

    async fn enclose(&mut self, id: &str, pieces: &Pieces) -> Result<()> {
        for enclosure in &pieces.enclosures {
            match enclosure.data.len() {
                0..SMALL => self.attach(id, enclosure).await?,
                _ => self.upload(id, enclosure).await?,
            }
        }
        Ok(())
    }

    async fn attach(&mut self, id: &str, enclosure: &Enclosure) -> Result<()> {
        let mut told = described(enclosure);
        if let Some(told) = told.as_object_mut() {
            told.insert(
                "@odata.type".to_owned(),
                "#microsoft.graph.fileAttachment".into(),
            );
            let data = STANDARD.encode(&enclosure.data);
            told.insert("contentBytes".to_owned(), data.into());
        }
        let path = format!("{}/messages/{}/attachments", self.root, encode(id));
        let told = told.to_string().into_bytes();
        self.tell(Ask::post(path, told)).await.map(drop)
    }

    async fn upload(&mut self, id: &str, enclosure: &Enclosure) -> Result<()> {
        let mut told = described(enclosure);
        if let Some(told) = told.as_object_mut() {
            told.insert("attachmentType".to_owned(), "file".into());
            told.insert("size".to_owned(), enclosure.data.len().into());
        }
        let path = format!(
            "{}/messages/{}/attachments/createUploadSession",
            self.root,
            encode(id)
        );
        let told = json!({ "AttachmentItem": told }).to_string().into_bytes();
        let session = self.tell(Ask::post(path, told)).await?;
        let link = session.get("uploadUrl").and_then(Value::as_str);
        let link = link.ok_or_else(|| broken("no upload link"))?;
        let (mut web, path) = self.line.depot(link).await?;
        let mut from = 0;
        for piece in enclosure.data.chunks(PIECE) {
            let range = format!(
                "bytes {from}-{}/{}",
                from + piece.len() - 1,
                enclosure.data.len()
            );
            let put = lay_down(&mut web, (&path, range), piece).await;
            put.map_err(|it| it.at(Step::Data))?;
            from += piece.len();
        }
        Ok(())
    }

    async fn drop_draft(&mut self, id: &str) -> Result<()> {
        // For good: nobody looks for half a letter among the deleted ones.
        let path = format!("{}/messages/{}/permanentDelete", self.root, encode(id));
        let asked = Ask::post(path, Vec::new());
        let (status, body) = self.line.ask(Step::Data, asked).await?;
        match status.is_success() || status == StatusCode::NOT_FOUND {
            true => Ok(()),
            false => Err(refusal(status, &body).at(Step::Data)),
        }
    }

    /// Asks for something that makes an object, and reads that.
    async fn tell(&mut self, ask: Ask) -> Result<Value> {
        let (status, body) = self.line.ask(Step::Data, ask).await?;
        if !status.is_success() {
            return Err(refusal(status, &body).at(Step::Data));
        }
        serde_json::from_slice(&body).map_err(|_| broken("no JSON"))
    }
}

fn described(enclosure: &Enclosure) -> Value {
    let mut told = json!({
        "name": enclosure.name,
        "contentType": enclosure.media_type,
    });
    if let Some(told) = told
        .as_object_mut()
        .filter(|_| !enclosure.content_id.is_empty())
    {
        told.insert("isInline".to_owned(), true.into());
        told.insert("contentId".to_owned(), enclosure.content_id.clone().into());
    }
    told
}

async fn lay_down(
    web: &mut Web,
    (path, range): (&str, String),
    piece: &[u8],
) -> std::result::Result<(), Cause> {
    let mut request = Request::new(Payload::of(piece.to_vec()));
    *request.method_mut() = Method::PUT;
    *request.uri_mut() = path.parse().map_err(|_| Cause::BadInput)?;
    let headers = request.headers_mut();
    let range = HeaderValue::try_from(range).map_err(|_| Cause::BadInput)?;
    headers.insert(CONTENT_RANGE, range);
    let kind = HeaderValue::from_static("application/octet-stream");
    headers.insert(CONTENT_TYPE, kind);
    let response = web.ask(request).await?;
    let status = response.status();
    let body = read_body(response, ANSWER_LIMIT).await?;
    match status.is_success() {
        true => Ok(()),
        // No word of the sign-in: the link alone opens this place.
        false if status == StatusCode::UNAUTHORIZED => {
            Err(Cause::Protocol("upload link refused".to_owned()))
        }
        false => Err(refusal(status, &body)),
    }
}

fn broken(what: &str) -> crate::transport::error::Error {
    Cause::Protocol(format!("large letter: {what}")).at(Step::Data)
}
