-- When the office is backed up by itself. Where no folder is named, nothing is.
CREATE TABLE backup_plan (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    on_     INTEGER NOT NULL DEFAULT 0,
    minute  INTEGER NOT NULL DEFAULT 1320 CHECK (minute BETWEEN 0 AND 1439), -- of the day: 22:00
    folder  TEXT    NOT NULL DEFAULT '',
    keep    INTEGER NOT NULL DEFAULT 14 CHECK (keep BETWEEN 1 AND 999),
    sealed  INTEGER NOT NULL DEFAULT 0,            -- with the passphrase in the keychain
    since   INTEGER NOT NULL DEFAULT 0             -- it was switched on
) STRICT;
INSERT INTO backup_plan (id) VALUES (1);

-- Backups that were made or failed.
CREATE TABLE backup_run (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         INTEGER NOT NULL,
    automatic  INTEGER NOT NULL,
    path       TEXT    NOT NULL,
    size       INTEGER NOT NULL DEFAULT 0,
    error      TEXT,                               -- word of what failed; NULL: it is there
    removed_at INTEGER                             -- it made room for newer ones
) STRICT;

-- Backups that were put back into this office.
CREATE TABLE restored (
    at      INTEGER PRIMARY KEY,
    made_at INTEGER NOT NULL                       -- the backup
) STRICT;
