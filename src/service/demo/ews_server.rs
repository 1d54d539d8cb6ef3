//! A small Exchange server: web services (EWS) over HTTP/1.1 for the users of the practice office. It is
//! read by another XML library than the client, and a foreign client checks it, so that the two do not
//! merely agree with each other.

mod drafts;
mod folders;
mod graph;
mod items;
mod notify;
mod packed;
mod soap;

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Document, Node};

use crate::service::demo::counters::Service;
use crate::service::demo::house::House;
use crate::service::demo::interrupt::{self, Next};
use crate::service::demo::link::Link;
use soap::{Answer, Failure};

pub(super) const EWS: Service = Service::Ews;

/// Where the services are.
const PATH: &str = "/ews/exchange.asmx";

/// Bytes of a request at the most.
const LARGEST: usize = 96 << 20;

/// Header lines of a request at the most.
const FIELDS: usize = 100;

const WANTS_SIGN_IN: &str = "WWW-Authenticate: Basic realm=\"Kontorpost\"\r\n";

/// A request over HTTP.
#[derive(Debug, Default)]
struct Request {
    method: String,
    path: String,
    authorization: Option<String>,
    host: String,
    /// Which bytes of a whole it brings.
    range: String,
    takes_gzip: bool,
    closes: bool,
    body: Vec<u8>,
}

/// One connection.
pub(super) struct Session {
    pub(super) house: House,
    pub(super) link: Link,
    /// Who has signed in, and by which field.
    user: Option<(String, String)>,
    /// By which name and port the client has come.
    host: String,
}

/// Serves one connection.
pub(super) async fn serve(house: House, link: Link) -> io::Result<()> {
    let mut session = Session {
        house,
        link,
        user: None,
        host: String::new(),
    };
    loop {
        let request = session.read().await?;
        let closes = request.closes;
        if session.answer(request).await? == Next::End || closes {
            return session.link.close().await;
        }
    }
}

impl Session {
    async fn read(&mut self) -> io::Result<Request> {
        let line = self.line().await?;
        let mut words = line.split(' ');
        let mut request = Request {
            method: words.next().unwrap_or_default().to_owned(),
            path: words.next().unwrap_or_default().to_owned(),
            ..Request::default()
        };
        let mut length = 0;
        for _ in 0..FIELDS {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().unwrap_or(usize::MAX),
                "authorization" => request.authorization = Some(value.to_owned()),
                "host" => request.host = value.to_owned(),
                "content-range" => request.range = value.to_owned(),
                "accept-encoding" => request.takes_gzip = value.contains("gzip"),
                "connection" => request.closes = value.eq_ignore_ascii_case("close"),
                _ => {}
            }
        }
        if length > LARGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        request.body = self.link.read_exact(length).await?;
        Ok(request)
    }

    async fn line(&mut self) -> io::Result<String> {
        let line = self.link.read_line().await?;
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    async fn answer(&mut self, request: Request) -> io::Result<Next> {
        self.host.clone_from(&request.host);
        if request.path.starts_with("/v1.0/") {
            return self.graph(request).await;
        }
        if request.method != "POST" || request.path.to_lowercase() != PATH {
            return self.plain("404 Not Found", "").await;
        }
        let Some(user) = self.signed_in(request.authorization.as_deref()) else {
            return self.plain("401 Unauthorized", WANTS_SIGN_IN).await;
        };
        let text = String::from_utf8_lossy(&request.body).into_owned();
        let document = Document::parse(&text);
        let operation = document.as_ref().ok().and_then(operation);
        let Some(operation) = operation else {
            let failure = Failure::new("ErrorSchemaValidation", "no request");
            return self.soap(&soap::fault(&failure)).await;
        };
        let verb = operation.tag_name().name().to_owned();
        self.house.saw(EWS, &self.link, &verb, "");
        let next = interrupt::before_command(&self.house, &mut self.link, EWS, &verb, "").await?;
        if next != Next::Proceed {
            return Ok(next);
        }
        if verb == "GetStreamingEvents" {
            let subscription = soap::words(operation, "SubscriptionId");
            drop(document);
            return self.stream(&subscription).await;
        }
        let mut serial = 0;
        let answer = self.carry_out(&verb, operation, &user, &mut serial);
        drop(document);
        if serial > 0 {
            let done = format!("{verb}.");
            let link = &mut self.link;
            let next = interrupt::before_command(&self.house, link, EWS, &done, "").await?;
            if next != Next::Proceed {
                return Ok(next);
            }
        }
        let document = match answer {
            Ok(answer) => answer.document(&verb),
            Err(failure) => soap::fault(&failure),
        };
        self.soap_with(&document, verb == "GetItem").await
    }

    /// Does what is asked; `changed` counts what is different now.
    fn carry_out(
        &self,
        verb: &str,
        operation: Node<'_, '_>,
        user: &str,
        changed: &mut u32,
    ) -> Result<Answer, Failure> {
        let house = &self.house;
        match verb {
            "GetFolder" => Ok(folders::get(house, operation, user)),
            "FindFolder" => folders::find(house, operation, user),
            "SyncFolderItems" => items::sync(house, operation, user),
            "GetItem" => Ok(items::get(house, operation, user)),
            "FindItem" => items::find(house, operation, user),
            "DeleteItem" => Ok(items::delete(house, operation, user, changed)),
            "MoveItem" => items::shift(house, operation, user, changed),
            "CreateItem" => items::create(house, operation, user, changed),
            "UpdateItem" => Ok(items::update(house, operation, user)),
            "ResolveNames" => Ok(folders::resolve(house, operation)),
            "Subscribe" => notify::subscribe(house, operation, user),
            // Clients ask this only to hear which version answers.
            "ConvertId" => Ok(Answer::refused("ErrorInvalidIdMalformed")),
            _ => {
                let words = "The operation is not practised here.";
                Err(Failure::new("ErrorInvalidOperation", words))
            }
        }
    }

    /// Who a request comes from. The same field again is no new sign-in.
    fn signed_in(&mut self, authorization: Option<&str>) -> Option<String> {
        let field = authorization?;
        if let Some((user, known)) = &self.user
            && known == field
        {
            return Some(user.clone());
        }
        let encoded = field.strip_prefix("Basic ")?;
        let decoded = STANDARD.decode(encoded.trim()).ok()?;
        // RFC 7617 leaves the characters open: some clients say Latin-1.
        let decoded = String::from_utf8(decoded)
            .unwrap_or_else(|it| it.as_bytes().iter().map(|it| char::from(*it)).collect());
        let (name, password) = decoded.split_once(':')?;
        self.house.saw(EWS, &self.link, "AUTH", "Basic");
        // `KANZLEI\user` as well as the address.
        let name = name.rsplit('\\').next().unwrap_or(name);
        let of = |it: &String| it.split('@').next().unwrap_or_default() == name;
        let known = self.house.store.users().into_iter().find(of);
        let user = known.unwrap_or_else(|| name.to_owned());
        self.house.sign_in(EWS, &user, password).ok()?;
        self.user = Some((user.clone(), field.to_owned()));
        Some(user)
    }

    async fn plain(&mut self, status: &str, fields: &str) -> io::Result<Next> {
        let head = format!("HTTP/1.1 {status}\r\n{fields}Content-Length: 0\r\n\r\n");
        self.link.put(head.as_bytes());
        self.link.flush().await?;
        Ok(Next::Answered)
    }

    async fn soap(&mut self, document: &str) -> io::Result<Next> {
        self.soap_with(document, false).await
    }

    /// Sends an answer; one with messages in it as the script wants it.
    async fn soap_with(&mut self, document: &str, has_messages: bool) -> io::Result<Next> {
        // Exchange says its faults with 500.
        let status = match document.contains(":Fault>") {
            true => "500 Internal Server Error",
            false => "200 OK",
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/xml; charset=utf-8\r\n\
             Content-Length: {}\r\n\r\n",
            document.len()
        );
        self.link.put(head.as_bytes());
        let bytes = document.as_bytes();
        match has_messages {
            true => {
                interrupt::send_body(&self.house, &mut self.link, EWS, bytes).await?;
            }
            false => self.link.body(bytes).await?,
        }
        self.link.flush().await?;
        Ok(Next::Answered)
    }
}

/// The document of a scripted refusal: the milliseconds that a busy server wants to be left alone, or a
/// code of Exchange.
pub(super) fn refusal(text: &str) -> String {
    match text.parse() {
        Ok(milliseconds) => soap::busy(milliseconds),
        Err(_) => soap::fault(&Failure::new(text, text)),
    }
}

/// The request in the body of an envelope.
fn operation<'a, 'input>(document: &'a Document<'input>) -> Option<Node<'a, 'input>> {
    let envelope = document.root_element();
    let body = envelope
        .children()
        .find(|it| it.tag_name().name() == "Body")?;
    body.children().find(Node::is_element)
}
