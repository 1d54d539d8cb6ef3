-- The settings with which an account last passed a whole test, as a roll-out file without secrets.
CREATE TABLE account_snapshot (
    account_id INTEGER PRIMARY KEY REFERENCES account (id),
    settings   TEXT    NOT NULL,
    tested_at  INTEGER NOT NULL
) STRICT;

-- Messages that account tests have sent to their own address: they are never imported.
CREATE TABLE test_mail (
    message_id TEXT PRIMARY KEY,
    sent_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
