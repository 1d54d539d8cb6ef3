-- E-Briefe while they are written, and what the Postausgang knows of a letter beyond its sending.

-- A draft that a letter was made of stays until that letter has left: taking the letter back brings it back.
CREATE TABLE draft (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    version     INTEGER NOT NULL DEFAULT 1,    -- grows with each saving: two windows do not overwrite each other
    fresh       INTEGER NOT NULL DEFAULT 1,    -- opened, and nothing written by a person yet
    benutzer    INTEGER,
    login       TEXT    NOT NULL DEFAULT '',
    account_id  INTEGER REFERENCES account (id),
    akte        INTEGER,
    to_line     TEXT    NOT NULL DEFAULT '',
    cc_line     TEXT    NOT NULL DEFAULT '',
    bcc_line    TEXT    NOT NULL DEFAULT '',
    subject     TEXT    NOT NULL DEFAULT '',
    text        TEXT    NOT NULL DEFAULT '',
    ask_receipt INTEGER NOT NULL DEFAULT 0,
    relation    TEXT    NOT NULL DEFAULT '' CHECK (relation IN ('', 'antwort', 'antwort-alle', 'weiterleitung')),
    originals   TEXT    NOT NULL DEFAULT '',   -- numbers of the mails it answers or passes on
    quoted      TEXT    NOT NULL DEFAULT '',   -- the original's text as it was put below
    html        TEXT    NOT NULL DEFAULT '',   -- the original's HTML; sent only while its text stands unchanged
    message_id  TEXT    NOT NULL UNIQUE,
    changed_at  INTEGER NOT NULL,
    deleted_at  INTEGER,
    letter_id   INTEGER REFERENCES letter (id) -- in the Postausgang as this letter
) STRICT;
CREATE INDEX draft_letter ON draft (letter_id) WHERE letter_id IS NOT NULL;

CREATE TABLE draft_file (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    draft_id    INTEGER NOT NULL REFERENCES draft (id),
    name        TEXT    NOT NULL,
    mime_type   TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    hash        BLOB    NOT NULL,
    content_id  TEXT    NOT NULL DEFAULT ''    -- a picture that the original's HTML shows
) STRICT;
CREATE INDEX draft_file_draft ON draft_file (draft_id, id);

CREATE TABLE draft_raw (
    file_id     INTEGER NOT NULL REFERENCES draft_file (id),
    seq         INTEGER NOT NULL,
    z           BLOB    NOT NULL,
    PRIMARY KEY (file_id, seq)
) STRICT;

ALTER TABLE letter ADD COLUMN akte INTEGER REFERENCES akte (id);
ALTER TABLE letter ADD COLUMN released INTEGER NOT NULL DEFAULT 1; -- 0: waits until a person lets it go
ALTER TABLE letter ADD COLUMN hidden_at INTEGER;                   -- deleted from the Postausgang; the journal keeps it
CREATE INDEX letter_akte ON letter (akte, id) WHERE akte IS NOT NULL;

-- The mails that a letter answers or passes on.
CREATE TABLE letter_original (
    mail_id     INTEGER NOT NULL,
    letter_id   INTEGER NOT NULL REFERENCES letter (id),
    kind        TEXT    NOT NULL CHECK (kind IN ('antwort', 'weiterleitung')),
    PRIMARY KEY (mail_id, letter_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_original_letter ON letter_original (letter_id);

-- What stands below the letters of an account.
CREATE TABLE signature (
    account_id  INTEGER PRIMARY KEY REFERENCES account (id),
    text        TEXT    NOT NULL
) STRICT;

-- "Postausgang (Einstellungen)".
CREATE TABLE sending_setting (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    automatic   INTEGER NOT NULL DEFAULT 1,    -- "Automatisch senden"
    ask_delete  INTEGER NOT NULL DEFAULT 1,    -- "Sicherheitsabfrage beim Löschen"
    answer_to_me INTEGER NOT NULL DEFAULT 0    -- the subject ends its Aktennummer with pk and the own number
) STRICT;
INSERT INTO sending_setting (id) VALUES (1);

-- Whom the office writes with, for suggestions while an address is typed.
CREATE TABLE correspondent (
    address_key TEXT    PRIMARY KEY,           -- the address in lower case
    address     TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    words       TEXT    NOT NULL,              -- name and address, folded, for searching
    received    INTEGER NOT NULL DEFAULT 0,
    sent        INTEGER NOT NULL DEFAULT 0,
    last_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Up to this content, received mail has been counted.
CREATE TABLE correspondent_mark (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    content_id  INTEGER NOT NULL
) STRICT;
INSERT INTO correspondent_mark (id, content_id) VALUES (1, 0);
