//! Mail servers: connect, sign in, list, fetch, remove.
