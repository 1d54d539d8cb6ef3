//! OAuth 2.0 as a native application speaks it: authorization code with PKCE (RFC 7636) over a
//! loopback address (RFC 8252), device code (RFC 8628), renewal with rotation, revocation (RFC 7009).
//! Nothing here follows a redirection or logs a token.

mod client;
mod code;
mod form;
mod http;
mod loopback;
mod metadata;

pub use client::{DeviceCode, TokenService, Tokens};
pub use code::CodeRequest;
pub use loopback::{Loopback, Pages, RedirectForm};
pub use metadata::endpoints;
