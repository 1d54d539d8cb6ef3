//! What stands around an answer, and reading requests.

use roxmltree::Node;

/// Why something was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    code: String,
    text: String,
}

impl Failure {
    pub(super) fn new(code: &str, text: &str) -> Self {
        Self {
            code: code.to_owned(),
            text: text.to_owned(),
        }
    }
}

/// An answer: one message for each thing that was asked for.
#[derive(Debug, Default)]
pub(super) struct Answer(Vec<Result<String, Failure>>);

impl Answer {
    pub(super) fn one(content: String) -> Self {
        Self(vec![Ok(content)])
    }

    pub(super) fn refused(code: &str) -> Self {
        Self(vec![Err(Failure::new(code, code))])
    }

    pub(super) fn add(&mut self, message: Result<String, Failure>) {
        self.0.push(message);
    }

    /// As a document.
    pub(super) fn document(&self, verb: &str) -> String {
        let messages: String = self.0.iter().map(|it| message(verb, it)).collect();
        envelope(&format!(
            "<m:{verb}Response xmlns:m=\"{MESSAGES}\" xmlns:t=\"{TYPES}\"><m:ResponseMessages>\
             {messages}</m:ResponseMessages></m:{verb}Response>"
        ))
    }
}

const MESSAGES: &str = "http://schemas.microsoft.com/exchange/services/2006/messages";
const TYPES: &str = "http://schemas.microsoft.com/exchange/services/2006/types";

fn message(verb: &str, message: &Result<String, Failure>) -> String {
    match message {
        Ok(content) => format!(
            "<m:{verb}ResponseMessage ResponseClass=\"Success\">\
             <m:ResponseCode>NoError</m:ResponseCode>{content}</m:{verb}ResponseMessage>"
        ),
        Err(failure) => format!(
            "<m:{verb}ResponseMessage ResponseClass=\"Error\"><m:MessageText>{}</m:MessageText>\
             <m:ResponseCode>{}</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>\
             </m:{verb}ResponseMessage>",
            escape(&failure.text),
            failure.code
        ),
    }
}

/// A document with this body.
pub(super) fn envelope(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
         <s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>\
         <h:ServerVersionInfo xmlns:h=\"{TYPES}\" MajorVersion=\"15\" MinorVersion=\"2\" \
         MajorBuildNumber=\"2562\" MinorBuildNumber=\"17\" Version=\"V2017_07_11\"/></s:Header>\
         <s:Body>{body}</s:Body></s:Envelope>"
    )
}

/// A refusal of the whole request.
pub(super) fn fault(failure: &Failure) -> String {
    let (code, text) = (&failure.code, escape(&failure.text));
    let errors = "http://schemas.microsoft.com/exchange/services/2006/errors";
    envelope(&format!(
        "<s:Fault><faultcode xmlns:a=\"{TYPES}\">a:{code}</faultcode>\
         <faultstring xml:lang=\"de-DE\">{text}</faultstring><detail>\
         <e:ResponseCode xmlns:e=\"{errors}\">{code}</e:ResponseCode>\
         <e:Message xmlns:e=\"{errors}\">{text}</e:Message></detail></s:Fault>"
    ))
}

/// A busy server that wants to be left alone for so long.
pub(in crate::service::demo) fn busy(milliseconds: u64) -> String {
    let errors = "http://schemas.microsoft.com/exchange/services/2006/errors";
    envelope(&format!(
        "<s:Fault><faultcode xmlns:a=\"{TYPES}\">a:ErrorServerBusy</faultcode>\
         <faultstring>The server cannot service this request right now.</faultstring><detail>\
         <e:ResponseCode xmlns:e=\"{errors}\">ErrorServerBusy</e:ResponseCode>\
         <t:MessageXml xmlns:t=\"{TYPES}\"><t:Value Name=\"BackOffMilliseconds\">{milliseconds}\
         </t:Value></t:MessageXml></detail></s:Fault>"
    ))
}

/// Elements with this name, however deep.
pub(super) fn all<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Vec<Node<'a, 'input>> {
    let found = node.descendants();
    found.filter(|it| it.tag_name().name() == name).collect()
}

/// The first element with this name.
pub(super) fn first<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.descendants().find(|it| it.tag_name().name() == name)
}

/// The text of the first element with this name.
pub(super) fn words(node: Node<'_, '_>, name: &str) -> String {
    let text = first(node, name).and_then(|it| it.text());
    text.unwrap_or_default().trim().to_owned()
}

/// The names of items that a request is about.
pub(super) fn item_ids(node: Node<'_, '_>) -> Vec<String> {
    let ids = all(node, "ItemId").into_iter();
    ids.map(|it| it.attribute("Id").unwrap_or_default().to_owned())
        .collect()
}

/// Text between tags or in an attribute.
pub(super) fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let text = text.replace('>', "&gt;").replace('"', "&quot;");
    text.chars()
        .filter(|it| !it.is_control() || matches!(it, '\t' | '\r' | '\n'))
        .collect()
}
