//! The checks of single fields.

use crate::domain::account::{Fault, Field, FieldError};
use crate::domain::syntax::is_host;

pub(super) struct Checker(pub(super) Vec<FieldError>);

impl Checker {
    pub(super) fn fault(&mut self, field: Field, fault: Fault) {
        self.0.push(FieldError::new(field, fault));
    }

    pub(super) fn text(&mut self, field: Field, text: &str) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.fault(field, Fault::Missing);
        } else if text.chars().any(char::is_control) {
            self.fault(field, Fault::ControlCharacter);
        }
        text.to_owned()
    }

    pub(super) fn host(&mut self, field: Field, text: &str) -> String {
        let host = text.trim();
        if host.is_empty() {
            self.fault(field, Fault::Missing);
        } else if host.contains("://") || host.contains('/') {
            self.fault(field, Fault::HostIsUrl(host.to_owned()));
        } else if !is_host(host) {
            self.fault(field, Fault::HostInvalid(host.to_owned()));
        }
        // Names with umlauts are looked up and compared with certificates in their ASCII form.
        idna::domain_to_ascii(host).unwrap_or_else(|_| host.to_lowercase())
    }

    pub(super) fn number(
        &mut self,
        field: Field,
        text: &str,
        range: std::ops::RangeInclusive<u16>,
    ) -> u16 {
        let (min, max) = (*range.start(), *range.end());
        match text.trim().parse::<u16>() {
            Ok(number) if range.contains(&number) => number,
            _ => {
                let given = text.trim().to_owned();
                self.fault(
                    field,
                    Fault::NumberInvalid {
                        given,
                        min: u32::from(min),
                        max: u32::from(max),
                    },
                );
                min
            }
        }
    }

    pub(super) fn port(&mut self, field: Field, text: &str, default: u16) -> u16 {
        let text = text.trim();
        if text.is_empty() {
            return default;
        }
        match text.parse::<u16>() {
            Ok(port) if port > 0 => port,
            _ => {
                self.fault(field, Fault::PortInvalid(text.to_owned()));
                default
            }
        }
    }
}
