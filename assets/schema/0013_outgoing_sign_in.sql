-- The outgoing server of an account may have a sign-in in the browser of its own.
CREATE TABLE oauth_sign_in_of (
    account_id INTEGER NOT NULL REFERENCES account (id),
    purpose TEXT NOT NULL,
    provider TEXT NOT NULL,
    name TEXT,
    since INTEGER NOT NULL,
    renewed_at INTEGER NOT NULL,
    ends_at INTEGER,
    PRIMARY KEY (account_id, purpose)
) STRICT;

INSERT INTO oauth_sign_in_of
SELECT account_id, 'incoming', provider, name, since, renewed_at, ends_at FROM oauth_sign_in;

DROP TABLE oauth_sign_in;
