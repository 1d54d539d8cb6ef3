-- The desk: where each message lies in the day's work, which Akte holds it, and who did what with it.

-- One message in one place.
CREATE TABLE vorgang (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    mail_id       INTEGER NOT NULL REFERENCES mail (id),
    place         TEXT    NOT NULL CHECK (place IN ('eingangsfach', 'postkorb', 'zentral', 'tagesansicht', 'nicht-zugeordnet', 'abgelegt', 'altbestand')),
    eingangsfach  INTEGER REFERENCES eingangsfach (id),
    benutzer      INTEGER REFERENCES benutzer (number),  -- NULL in the Tagesansicht: whoever claims it first
    claimed_by    INTEGER REFERENCES benutzer (number),  -- set once, by one atomic UPDATE
    status        TEXT    NOT NULL CHECK (status IN ('neu', 'in-arbeit', 'weitergeleitet', 'abgeschlossen', 'zurueckgenommen', 'vernichtet')),
    taetigkeit    INTEGER REFERENCES taetigkeit (id),
    klient        INTEGER REFERENCES klient (id),
    kind          TEXT    NOT NULL DEFAULT 'mail' CHECK (kind IN ('mail', 'fax', 'scan')),
    proposed      TEXT    NOT NULL DEFAULT '', -- Aktennummern that were recognised and not filed under
    read_in       INTEGER NOT NULL DEFAULT 0,  -- came by "einlesen" or "scanner"
    note          TEXT    NOT NULL DEFAULT '', -- instruction of whoever passed it on
    wiedervorlage TEXT,                        -- day on which it comes up again, JJJJ-MM-TT
    seen_at       INTEGER,                     -- in 'abgelegt': a person has looked at it
    deleted_at    INTEGER,                     -- in the Papierkorb since
    from_step     INTEGER REFERENCES vorgang_step (id), -- passed on by this step
    CHECK ((place = 'eingangsfach') = (eingangsfach IS NOT NULL)),
    CHECK (place <> 'postkorb' OR benutzer IS NOT NULL)
) STRICT;
CREATE INDEX vorgang_mail ON vorgang (mail_id);
CREATE INDEX vorgang_place ON vorgang (place, benutzer, status);
CREATE INDEX vorgang_taetigkeit ON vorgang (taetigkeit) WHERE taetigkeit IS NOT NULL;
CREATE INDEX vorgang_klient ON vorgang (klient) WHERE klient IS NOT NULL;
CREATE INDEX vorgang_eingangsfach ON vorgang (eingangsfach) WHERE eingangsfach IS NOT NULL;
CREATE INDEX vorgang_step_from ON vorgang (from_step) WHERE from_step IS NOT NULL;

-- Who may claim a Vorgang that several may have.
CREATE TABLE vorgang_candidate (
    vorgang_id INTEGER NOT NULL REFERENCES vorgang (id),
    benutzer   INTEGER NOT NULL REFERENCES benutzer (number),
    PRIMARY KEY (vorgang_id, benutzer)
) STRICT, WITHOUT ROWID;

-- A message, or one attachment of it, as a document. The content itself is stored once.
CREATE TABLE document (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    mail_id      INTEGER NOT NULL REFERENCES mail (id),
    part         INTEGER NOT NULL DEFAULT -1,  -- attachment.seq; -1 for the whole message
    akte         INTEGER REFERENCES akte (id), -- NULL: a scanned sheet that no Akte holds yet
    filed_at     INTEGER NOT NULL,
    UNIQUE (mail_id, part)
) STRICT;
CREATE INDEX document_akte ON document (akte, filed_at) WHERE akte IS NOT NULL;

-- What was done with a Vorgang and why, with what it was before: undoing puts that back.
CREATE TABLE vorgang_step (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    vorgang_id    INTEGER NOT NULL REFERENCES vorgang (id),
    at            INTEGER NOT NULL,
    actor         INTEGER,                     -- NULL: the program itself
    login         TEXT    NOT NULL DEFAULT '',
    verb          TEXT    NOT NULL,
    reasons       TEXT    NOT NULL DEFAULT '', -- of the program, a line each
    detail        TEXT    NOT NULL DEFAULT '',
    undone_at     INTEGER,
    place         TEXT,                        -- from here on: before; NULL: nothing to put back
    eingangsfach  INTEGER,
    benutzer      INTEGER,
    claimed_by    INTEGER,
    status        TEXT,
    note          TEXT,
    wiedervorlage TEXT,
    seen_at       INTEGER,
    deleted_at    INTEGER,
    akte          INTEGER
) STRICT;
CREATE INDEX vorgang_step_vorgang ON vorgang_step (vorgang_id, id);

-- Copies to the app: still to be put into the Postausgang, there, or left undone for a reason.
CREATE TABLE app_copy (
    mail_id   INTEGER PRIMARY KEY REFERENCES mail (id),
    state     TEXT    NOT NULL DEFAULT 'offen' CHECK (state IN ('offen', 'im-postausgang', 'unterlassen')),
    letter_id INTEGER REFERENCES letter (id)
) STRICT;
CREATE INDEX app_copy_open ON app_copy (mail_id) WHERE state = 'offen';

-- Messages that a Verwalter deleted for good: they never come in again.
CREATE TABLE vernichtet (
    hash     BLOB    NOT NULL,
    size     INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    actor    INTEGER,
    login    TEXT    NOT NULL,
    PRIMARY KEY (hash, size)
) STRICT, WITHOUT ROWID;

-- Mail of an earlier version lies on no desk, but is not lost from sight.
INSERT INTO vorgang (mail_id, place, status) SELECT id, 'altbestand', 'neu' FROM mail;
