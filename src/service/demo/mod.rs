//! The practice office.
