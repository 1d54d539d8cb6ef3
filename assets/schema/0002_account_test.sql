-- The settings with which an account last passed a whole test, as a roll-out file without secrets.
CREATE TABLE account_snapshot (
    account_id INTEGER PRIMARY KEY REFERENCES account (id),
    settings   TEXT    NOT NULL,
    tested_at  INTEGER NOT NULL
) STRICT;
