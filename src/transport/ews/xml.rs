//! XML as Exchange sends it: a small tree of local names. Tolerant with what is unknown or oddly
//! spelled, strict with what could harm: no document type, bounded depth and number of elements.

use crate::transport::error::Cause;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements within each other at the most.
const DEPTH_LIMIT: usize = 64;

/// Elements and attributes of a document at the most.
const NODE_LIMIT: usize = 400_000;

/// An element: namespaces are left out, because servers and proxies choose their own prefixes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::transport) struct Element {
    /// Name without its prefix.
    pub name: String,
    /// Attributes without their prefixes.
    pub attributes: Vec<(String, String)>,
    /// Elements inside.
    pub children: Vec<Element>,
    /// Text inside, without that of the elements.
    pub text: String,
}

impl Element {
    /// Reads a whole document.
    ///
    /// # Errors
    /// [`Cause::Protocol`] for what is no well-formed document, brings a document type, or is too
    /// deep or too large.
    pub(in crate::transport) fn parse(bytes: &[u8]) -> Result<Self, Cause> {
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
        let mut reader = Reader::from_str(&text);
        let mut builder = Builder::default();
        loop {
            match reader.read_event().map_err(unreadable)? {
                Event::Start(start) => builder.open(&start)?,
                Event::Empty(start) => {
                    builder.open(&start)?;
                    builder.close()?;
                }
                Event::End(_) => builder.close()?,
                Event::Text(text) => builder.text(&text.decode().map_err(unreadable)?),
                Event::CData(text) => builder.text(&text.decode().map_err(unreadable)?),
                Event::GeneralRef(reference) => builder.text(&resolved(&reference)?),
                // Nothing that Exchange sends has one; entities could blow a document up.
                Event::DocType(_) => return Err(broken("document type")),
                Event::Eof => return builder.finish(),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// The first element inside with this name.
    pub(in crate::transport) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|it| it.name == name)
    }

    /// Follows names inwards, separated by `/`.
    pub(in crate::transport) fn path(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |it, name| it.child(name))
    }

    /// The text of an element inside, without blanks around it.
    pub(in crate::transport) fn words(&self, path: &str) -> Option<&str> {
        self.path(path).map(|it| it.text.trim())
    }

    /// An attribute.
    pub(in crate::transport) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|it| it.0 == name);
        found.map(|it| it.1.as_str())
    }

    /// The first element with this name, however deep.
    pub(in crate::transport) fn find(&self, name: &str) -> Option<&Self> {
        self.children.iter().find_map(|it| match it.name == name {
            true => Some(it),
            false => it.find(name),
        })
    }

    /// Every element with this name that does not lie inside another one, in their order.
    pub(in crate::transport) fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.collect(name, &mut found);
        found
    }

    fn collect<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        for child in &self.children {
            match child.name == name {
                true => found.push(child),
                false => child.collect(name, found),
            }
        }
    }
}

#[derive(Default)]
struct Builder {
    open: Vec<Element>,
    root: Option<Element>,
    nodes: usize,
}

impl Builder {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Cause> {
        if self.open.len() >= DEPTH_LIMIT {
            return Err(broken("too deep"));
        }
        if self.root.is_some() && self.open.is_empty() {
            return Err(broken("more than one document"));
        }
        let mut element = Element {
            name: String::from_utf8_lossy(start.local_name().as_ref()).into_owned(),
            ..Element::default()
        };
        self.nodes += 1;
        for attribute in start.attributes() {
            let attribute = attribute.map_err(unreadable)?;
            self.nodes += 1;
            let name = String::from_utf8_lossy(attribute.key.local_name().as_ref()).into_owned();
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value.into_owned(),
                // A character that XML does not allow: the rest of the answer counts all the same.
                Err(_) => String::from_utf8_lossy(&attribute.value).into_owned(),
            };
            element.attributes.push((name, value));
        }
        if self.nodes > NODE_LIMIT {
            return Err(broken("too many elements"));
        }
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self) -> Result<(), Cause> {
        let element = self.open.pop().ok_or_else(|| broken("unbalanced"))?;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
        }
    }

    fn finish(self) -> Result<Element, Cause> {
        match (self.open.is_empty(), self.root) {
            (true, Some(root)) => Ok(root),
            _ => Err(broken("cut off")),
        }
    }
}

/// What a reference stands for. Exchange writes characters as references that XML does not allow, for
/// instance from subjects: they become U+FFFD.
fn resolved(reference: &BytesRef<'_>) -> Result<String, Cause> {
    let name = reference.decode().map_err(unreadable)?;
    Ok(match name.as_ref() {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ if reference.is_char_ref() => match reference.resolve_char_ref() {
            Ok(Some(character)) => character.to_string(),
            _ => '\u{fffd}'.to_string(),
        },
        _ => return Err(broken("unknown entity")),
    })
}

fn broken(what: &str) -> Cause {
    Cause::Protocol(format!("XML: {what}"))
}

/// The library's words may quote what came, so they are not kept.
fn unreadable<E>(_: E) -> Cause {
    broken("not well-formed")
}

/// Text between tags or within an attribute. Characters that XML does not allow are left out.
pub(in crate::transport) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => {}
            it if it.is_control() && !matches!(it, '\t' | '\n' | '\r') => {}
            it => escaped.push(it),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_tolerated_and_what_could_harm_is_not() {
        let xml = "\u{feff}<?xml version=\"1.0\"?><a:b x:y=\"1 &lt; 2\"><!-- no --><c>M&#252;ller \
                   &amp;&#5; Co</c><d><![CDATA[<x>]]></d><q:new/></a:b>";
        let read = Element::parse(xml.as_bytes()).unwrap();
        assert_eq!(read.name, "b");
        assert_eq!(read.attribute("y"), Some("1 < 2"));
        assert!(read.words("c").unwrap().starts_with("Müller &"));
        assert_eq!(read.words("d"), Some("<x>"));
        let refused = |xml: &str| Element::parse(xml.as_bytes()).unwrap_err();
        for xml in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "</a>",
            "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
            "<a>&x;</a>",
        ] {
            assert!(matches!(refused(xml), Cause::Protocol(_)), "{xml}");
        }
        let deep = "<a>".repeat(100_000);
        assert_eq!(refused(&deep), Cause::Protocol("XML: too deep".to_owned()));
        let many = format!("<a>{}</a>", "<b/>".repeat(NODE_LIMIT));
        let wanted = Cause::Protocol("XML: too many elements".to_owned());
        assert_eq!(refused(&many), wanted);
    }

    #[test]
    fn an_answer_that_is_cut_off_anywhere_is_refused() {
        let xml = "<a x=\"ö\"><b>&amp;<![CDATA[<x>]]></b><!-- c --></a>";
        for end in 0..xml.len() {
            assert!(Element::parse(&xml.as_bytes()[..end]).is_err(), "{end}");
        }
        assert!(Element::parse(xml.as_bytes()).is_ok());
    }

    #[test]
    fn what_is_escaped_is_read_back() {
        let text = "a<b>&\"c'd";
        let xml = format!("<a b=\"{0}\">{0}</a>", escape(text));
        let read = Element::parse(xml.as_bytes()).unwrap();
        assert_eq!(read.text, text);
        assert_eq!(read.attribute("b"), Some(text));
        assert_eq!(escape("a\u{1}b\u{ffff}"), "ab");
    }
}
