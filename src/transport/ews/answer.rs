//! Answers of Exchange Web Services: one message for each thing that was asked for, or a fault.

use super::version::ServerVersion;
use super::xml::Element;
use crate::transport::error::{Cause, Reply, printable};
use std::time::Duration;

/// An answer that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// What the server says about itself.
    pub version: Option<ServerVersion>,
    /// The messages, in the order of the request.
    pub outcome: Result<Vec<Message>, Refusal>,
}

/// What became of one thing that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    /// Whether it went well; a warning is not.
    pub is_success: bool,
    /// Its code, text and wait.
    pub refusal: Refusal,
    /// Everything in it.
    pub content: Element,
}

/// Why something was refused.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Refusal {
    /// Exchange's own code, such as `ErrorItemNotFound`.
    pub code: String,
    /// Its words.
    pub text: String,
    /// How long the server wants to be left alone.
    pub wait: Option<Duration>,
}

/// Codes that mean that trying later may help.
const TEMPORARY: [&str; 14] = [
    "ErrorServerBusy",
    "ErrorInternalServerTransientError",
    "ErrorMailboxStoreUnavailable",
    "ErrorMailboxMoveInProgress",
    "ErrorTimeoutExpired",
    "ErrorConnectionFailed",
    "ErrorTooManyObjectsOpened",
    "ErrorExceededConnectionCount",
    "ErrorExceededSubscriptionCount",
    "ErrorInsufficientResources",
    "ErrorIrresolvableConflict",
    "ErrorADUnavailable",
    "ErrorADOperation",
    "ErrorBatchProcessingStopped",
];

/// Codes that mean that the message is no longer where it was.
const GONE: [&str; 3] = [
    "ErrorItemNotFound",
    "ErrorCannotDeleteObject",
    "ErrorObjectNotFound",
];

impl Refusal {
    /// Whether the message is no longer there.
    pub(super) fn is_gone(&self) -> bool {
        GONE.contains(&self.code.as_str())
    }

    /// Whether trying later may help.
    pub(super) fn is_temporary(&self) -> bool {
        TEMPORARY.contains(&self.code.as_str())
    }

    /// As a cause.
    pub(super) fn cause(&self) -> Cause {
        let reply = Reply {
            code: Some(printable(self.code.as_bytes())).filter(|it| !it.is_empty()),
            text: printable(self.text.as_bytes()),
        };
        match self.is_temporary() {
            true => Cause::Temporary(reply),
            false => Cause::ServerRefused(reply),
        }
    }
}

impl Message {
    /// Its content if it went well. A warning counts as refused: it means "not carried out".
    pub(super) fn success(&self) -> Result<&Element, Cause> {
        match self.is_success {
            true => Ok(&self.content),
            false => Err(self.refusal.cause()),
        }
    }
}

impl Answer {
    /// Reads an answer.
    ///
    /// # Errors
    /// [`Cause::Protocol`] when it is none.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Cause> {
        Self::of(Element::parse(bytes)?)
    }

    /// Reads an answer that was parsed already.
    ///
    /// # Errors
    /// [`Cause::Protocol`] when it is none.
    pub(super) fn of(mut envelope: Element) -> Result<Self, Cause> {
        if envelope.name != "Envelope" {
            let name = printable(envelope.name.as_bytes());
            return Err(Cause::Protocol(format!("no SOAP answer but <{name}>")));
        }
        let version = ServerVersion::read(&envelope);
        let body = envelope.children.iter_mut().find(|it| it.name == "Body");
        let content = body.and_then(|it| it.children.first_mut());
        let Some(content) = content else {
            return Err(Cause::Protocol("SOAP answer without a body".to_owned()));
        };
        let outcome = match content.name == "Fault" {
            true => Err(fault(content)),
            false => Ok(messages(content)),
        };
        Ok(Self { version, outcome })
    }
}

fn messages(content: &mut Element) -> Vec<Message> {
    let list = content
        .children
        .iter_mut()
        .find(|it| it.name == "ResponseMessages");
    // Some operations have no list of messages, but are one themselves.
    let Some(list) = list else {
        return match content.child("ResponseCode") {
            Some(_) => vec![message(std::mem::take(content))],
            None => Vec::new(),
        };
    };
    std::mem::take(&mut list.children)
        .into_iter()
        .map(message)
        .collect()
}

fn message(content: Element) -> Message {
    let words = |name: &str| content.words(name).unwrap_or_default().to_owned();
    let refusal = Refusal {
        code: words("ResponseCode"),
        text: words("MessageText"),
        wait: content.child("MessageXml").and_then(wait),
    };
    Message {
        is_success: content.attribute("ResponseClass") == Some("Success"),
        refusal,
        content,
    }
}

fn fault(fault: &Element) -> Refusal {
    let last = |it: &str| it.rsplit(':').next().unwrap_or_default().trim().to_owned();
    let code = fault
        .find("ResponseCode")
        .map(|it| last(&it.text))
        .or_else(|| fault.words("faultcode").map(last))
        .unwrap_or_default();
    let text = fault
        .words("faultstring")
        .or_else(|| fault.words("Reason/Text"))
        .unwrap_or_default();
    Refusal {
        code,
        text: text.to_owned(),
        wait: wait(fault),
    }
}

/// `BackOffMilliseconds`, which is to be obeyed to the millisecond.
fn wait(element: &Element) -> Option<Duration> {
    let values = element.all("Value");
    let value = values
        .iter()
        .find(|it| it.attribute("Name") == Some("BackOffMilliseconds"))?;
    value.text.trim().parse().ok().map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope(body: &str) -> String {
        format!(
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>{body}\
             </s:Body></s:Envelope>"
        )
    }

    #[test]
    fn messages_warnings_and_faults_are_told_apart() {
        let xml = envelope(
            "<m:DeleteItemResponse><m:ResponseMessages><m:DeleteItemResponseMessage \
             ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode>\
             </m:DeleteItemResponseMessage><m:DeleteItemResponseMessage ResponseClass=\"Error\">\
             <m:MessageText>weg</m:MessageText><m:ResponseCode>ErrorItemNotFound\
             </m:ResponseCode></m:DeleteItemResponseMessage><m:DeleteItemResponseMessage \
             ResponseClass=\"Warning\"><m:ResponseCode>ErrorBatchProcessingStopped\
             </m:ResponseCode></m:DeleteItemResponseMessage></m:ResponseMessages>\
             </m:DeleteItemResponse>",
        );
        let messages = Answer::read(xml.as_bytes()).unwrap().outcome.unwrap();
        assert!(messages[0].is_success && messages[0].success().is_ok());
        assert!(messages[1].refusal.is_gone());
        assert!(matches!(messages[2].success(), Err(Cause::Temporary(_))));

        let xml = envelope(
            "<s:Fault><faultcode>a:ErrorServerBusy</faultcode><faultstring>busy</faultstring>\
             <detail><e:ResponseCode>ErrorServerBusy</e:ResponseCode><t:MessageXml><t:Value \
             Name=\"BackOffMilliseconds\">297749</t:Value></t:MessageXml></detail></s:Fault>",
        );
        let refusal = Answer::read(xml.as_bytes()).unwrap().outcome.unwrap_err();
        assert_eq!(refusal.code, "ErrorServerBusy");
        assert_eq!(refusal.wait, Some(Duration::from_millis(297_749)));
        for xml in ["<html/>", "<Envelope/>", "<Envelope><Body/></Envelope>"] {
            assert!(Answer::read(xml.as_bytes()).is_err(), "{xml}");
        }
    }
}
