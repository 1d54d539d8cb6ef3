-- Servers that were signed in to by NTLM: one that suddenly wants the password in the clear is not told it.
CREATE TABLE strong_sign_in (
    account_id INTEGER NOT NULL REFERENCES account (id),
    host       TEXT    NOT NULL,
    port       INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    PRIMARY KEY (account_id, host, port)
) STRICT, WITHOUT ROWID;
