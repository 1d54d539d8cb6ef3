//! Raw mail in, [`crate::domain::mail::ParsedMail`] out.
