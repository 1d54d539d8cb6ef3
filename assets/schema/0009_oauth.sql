-- How the incoming server is signed in to: 'password' or 'oauth2'.
ALTER TABLE account ADD COLUMN in_auth TEXT NOT NULL DEFAULT 'password';

-- The office's registrations with providers. Nothing here is secret.
CREATE TABLE oauth_client (
    provider TEXT PRIMARY KEY NOT NULL,
    client_id TEXT NOT NULL,
    tenant TEXT NOT NULL DEFAULT '',
    issuer TEXT NOT NULL DEFAULT '',
    scope TEXT NOT NULL DEFAULT ''
) STRICT;

-- Sign-ins in the browser; the refresh tokens lie in the keychain.
CREATE TABLE oauth_sign_in (
    account_id INTEGER PRIMARY KEY NOT NULL REFERENCES account (id),
    provider TEXT NOT NULL,
    name TEXT,
    since INTEGER NOT NULL,
    renewed_at INTEGER NOT NULL,
    ends_at INTEGER
) STRICT;
