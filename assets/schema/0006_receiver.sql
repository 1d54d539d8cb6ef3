-- Folders on a server that are not fetched, as they were at the last look.
CREATE TABLE other_folder (
    account_id        INTEGER NOT NULL REFERENCES account (id),
    name              TEXT    NOT NULL,
    junk              INTEGER NOT NULL,          -- the server's folder for Spam
    messages          INTEGER NOT NULL,
    unseen            INTEGER NOT NULL,          -- unread and not imported
    looked_at         INTEGER NOT NULL,
    wanted_at         INTEGER,                   -- a person asked to import what lies there
    imported_validity INTEGER NOT NULL DEFAULT 0,
    imported_uid      INTEGER NOT NULL DEFAULT 0, -- up to here it was imported
    PRIMARY KEY (account_id, name)
) STRICT, WITHOUT ROWID;
