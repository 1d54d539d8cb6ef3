-- Lists of a hundred thousand rows: what a row is sorted and counted by stands in it.

-- Subfolders of an E-Akte; each belongs to its Akte only.
CREATE TABLE akte_folder (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    akte       INTEGER NOT NULL REFERENCES akte (id),
    parent     INTEGER REFERENCES akte_folder (id), -- NULL: directly in the Akte
    name_key   TEXT    NOT NULL,                    -- the name folded, for finding and sorting it
    name       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER                              -- kept, so that removing can be undone
) STRICT;
CREATE UNIQUE INDEX akte_folder_name ON akte_folder (akte, coalesce(parent, 0), name_key)
    WHERE removed_at IS NULL;
CREATE INDEX akte_folder_parent ON akte_folder (parent) WHERE parent IS NOT NULL;

-- A document may also be a letter that was sent, lie in a subfolder and bear a remark.
CREATE TABLE document_new (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    mail_id   INTEGER REFERENCES mail (id),
    letter_id INTEGER REFERENCES letter (id),
    part      INTEGER NOT NULL DEFAULT -1,  -- attachment.seq; -1 for the whole message
    akte      INTEGER REFERENCES akte (id), -- NULL: a scanned sheet that no Akte holds yet
    filed_at  INTEGER NOT NULL,
    folder    INTEGER REFERENCES akte_folder (id),
    remark    TEXT    NOT NULL DEFAULT '',
    own       INTEGER NOT NULL DEFAULT 0,   -- filed by itself: does not go where the message goes
    CHECK ((mail_id IS NULL) <> (letter_id IS NULL)),
    CHECK (own = 0 OR akte IS NOT NULL)
) STRICT;
INSERT INTO document_new (id, mail_id, part, akte, filed_at)
    SELECT id, mail_id, part, akte, filed_at FROM document;
DROP TABLE document;
ALTER TABLE document_new RENAME TO document;
CREATE UNIQUE INDEX document_mail ON document (mail_id, part, CASE own WHEN 1 THEN akte ELSE 0 END)
    WHERE mail_id IS NOT NULL;
CREATE UNIQUE INDEX document_letter ON document (letter_id, akte) WHERE letter_id IS NOT NULL;
CREATE INDEX document_akte ON document (akte, filed_at) WHERE akte IS NOT NULL;
CREATE INDEX document_folder ON document (folder) WHERE folder IS NOT NULL;

-- What was done with a document, with where it was before: undoing puts that back.
CREATE TABLE document_step (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    at          INTEGER NOT NULL,
    actor       INTEGER,
    login       TEXT    NOT NULL DEFAULT '',
    verb        TEXT    NOT NULL,
    detail      TEXT    NOT NULL DEFAULT '',
    undone_at   INTEGER,
    folder      INTEGER,                     -- from here on: before
    remark      TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX document_step_document ON document_step (document_id, id);

ALTER TABLE vorgang ADD COLUMN read_at INTEGER;                        -- NULL: unread
ALTER TABLE vorgang ADD COLUMN received_at INTEGER NOT NULL DEFAULT 0; -- as in mail
ALTER TABLE vorgang ADD COLUMN sort_date INTEGER NOT NULL DEFAULT 0;   -- Date of the message, never later than received_at
ALTER TABLE vorgang ADD COLUMN from_key TEXT NOT NULL DEFAULT '';      -- sender, folded and cut
ALTER TABLE vorgang ADD COLUMN subject_key TEXT NOT NULL DEFAULT '';   -- subject without AW: and the like, folded and cut
ALTER TABLE vorgang ADD COLUMN size INTEGER NOT NULL DEFAULT 0;        -- as in content
ALTER TABLE vorgang ADD COLUMN attachments INTEGER NOT NULL DEFAULT 0; -- as in content
ALTER TABLE vorgang ADD COLUMN akte INTEGER REFERENCES akte (id);      -- the Akte of the documents of its mail
-- The list that shows it, and whose list that is (0: everybody's).
ALTER TABLE vorgang ADD COLUMN list TEXT GENERATED ALWAYS AS (CASE
    WHEN status = 'vernichtet' THEN NULL
    WHEN deleted_at IS NOT NULL THEN 'papierkorb'
    WHEN place = 'abgelegt' THEN CASE WHEN seen_at IS NULL THEN 'abgelegt' END
    WHEN status IN ('neu', 'in-arbeit') THEN place END) VIRTUAL;
ALTER TABLE vorgang ADD COLUMN owner INTEGER GENERATED ALWAYS AS (CASE
    WHEN deleted_at IS NOT NULL THEN 0
    WHEN place = 'abgelegt' THEN coalesce(akte, 0)
    WHEN place = 'eingangsfach' THEN eingangsfach
    ELSE coalesce(benutzer, 0) END) VIRTUAL;

UPDATE vorgang SET (received_at, sort_date, from_key, subject_key, size, attachments) =
    (SELECT mail.received_at, min(mail.sort_date, mail.received_at),
        sort_key(CASE content.from_name WHEN '' THEN content.from_address ELSE content.from_name END),
        subject_key(content.subject), content.size, content.attachment_count
     FROM mail JOIN content ON content.id = mail.content_id WHERE mail.id = vorgang.mail_id);
UPDATE vorgang SET akte = (SELECT akte FROM document WHERE mail_id = vorgang.mail_id LIMIT 1);
UPDATE vorgang SET read_at = received_at WHERE place = 'altbestand' OR status <> 'neu';

CREATE INDEX vorgang_list ON vorgang (list, owner, sort_date, mail_id, wiedervorlage, read_at, status)
    WHERE list IS NOT NULL;
CREATE INDEX vorgang_wiedervorlage ON vorgang (wiedervorlage, list, owner, read_at, sort_date, mail_id)
    WHERE wiedervorlage IS NOT NULL;
CREATE INDEX vorgang_klientenlos ON vorgang (list, sort_date, mail_id, read_at)
    WHERE read_in = 1 AND klient IS NULL AND list IS NOT NULL;
CREATE INDEX vorgang_akte ON vorgang (akte) WHERE akte IS NOT NULL;
CREATE INDEX vorgang_candidate_benutzer ON vorgang_candidate (benutzer);

-- How many rows each list has, without those with a Wiedervorlage, which today's date decides on.
-- The version grows with every change of a row, so that a window knows when to read again.
CREATE TABLE desk_count (
    list    TEXT    NOT NULL,
    owner   INTEGER NOT NULL,
    total   INTEGER NOT NULL,
    unread  INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (list, owner)
) STRICT, WITHOUT ROWID;
INSERT INTO desk_count (list, owner, total, unread, version)
    SELECT list, owner, sum(wiedervorlage IS NULL), sum(wiedervorlage IS NULL AND read_at IS NULL), 1
    FROM vorgang WHERE list IS NOT NULL GROUP BY list, owner;

CREATE TRIGGER vorgang_counted_in AFTER INSERT ON vorgang WHEN NEW.list IS NOT NULL BEGIN
    INSERT INTO desk_count (list, owner, total, unread, version)
        VALUES (NEW.list, NEW.owner, NEW.wiedervorlage IS NULL,
            NEW.wiedervorlage IS NULL AND NEW.read_at IS NULL, 1)
        ON CONFLICT DO UPDATE SET total = total + excluded.total,
            unread = unread + excluded.unread, version = version + 1;
END;
CREATE TRIGGER vorgang_counted_out AFTER DELETE ON vorgang WHEN OLD.list IS NOT NULL BEGIN
    UPDATE desk_count SET total = total - (OLD.wiedervorlage IS NULL),
        unread = unread - (OLD.wiedervorlage IS NULL AND OLD.read_at IS NULL), version = version + 1
        WHERE list = OLD.list AND owner = OLD.owner;
END;
CREATE TRIGGER vorgang_counted_anew AFTER UPDATE ON vorgang
    WHEN OLD.list IS NOT NULL OR NEW.list IS NOT NULL BEGIN
    UPDATE desk_count SET total = total - (OLD.wiedervorlage IS NULL),
        unread = unread - (OLD.wiedervorlage IS NULL AND OLD.read_at IS NULL), version = version + 1
        WHERE list = OLD.list AND owner = OLD.owner;
    INSERT INTO desk_count (list, owner, total, unread, version)
        SELECT NEW.list, NEW.owner, NEW.wiedervorlage IS NULL,
            NEW.wiedervorlage IS NULL AND NEW.read_at IS NULL, 1 WHERE NEW.list IS NOT NULL
        ON CONFLICT DO UPDATE SET total = total + excluded.total,
            unread = unread + excluded.unread, version = version + 1;
END;

-- What no list shows may still come up again on a day.
INSERT INTO desk_count (list, owner, total, unread, version) VALUES ('', 0, 0, 0, 0);
CREATE TRIGGER vorgang_changed_unlisted AFTER UPDATE ON vorgang
    WHEN OLD.list IS NULL AND NEW.list IS NULL BEGIN
    UPDATE desk_count SET version = version + 1 WHERE list = '' AND owner = 0;
END;

-- The E-Akte of each Akte has a version, too.
CREATE TRIGGER akte_gets_document AFTER INSERT ON document WHEN NEW.akte IS NOT NULL BEGIN
    INSERT INTO desk_count (list, owner, total, unread, version) VALUES ('akte', NEW.akte, 0, 0, 1)
        ON CONFLICT DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER akte_changes_document AFTER UPDATE ON document BEGIN
    UPDATE desk_count SET version = version + 1
        WHERE list = 'akte' AND owner IN (OLD.akte, NEW.akte);
    INSERT OR IGNORE INTO desk_count (list, owner, total, unread, version)
        SELECT 'akte', NEW.akte, 0, 0, 1 WHERE NEW.akte IS NOT NULL;
END;
CREATE TRIGGER akte_loses_document AFTER DELETE ON document WHEN OLD.akte IS NOT NULL BEGIN
    UPDATE desk_count SET version = version + 1 WHERE list = 'akte' AND owner = OLD.akte;
END;
CREATE TRIGGER akte_gets_folder AFTER INSERT ON akte_folder BEGIN
    INSERT INTO desk_count (list, owner, total, unread, version) VALUES ('akte', NEW.akte, 0, 0, 1)
        ON CONFLICT DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER akte_changes_folder AFTER UPDATE ON akte_folder BEGIN
    UPDATE desk_count SET version = version + 1 WHERE list = 'akte' AND owner = NEW.akte;
END;

-- A Vorgang knows the Akte of the documents of its mail.
CREATE TRIGGER document_in AFTER INSERT ON document WHEN NEW.own = 0 AND NEW.mail_id IS NOT NULL BEGIN
    UPDATE vorgang SET akte = NEW.akte WHERE mail_id = NEW.mail_id AND akte IS NOT NEW.akte;
END;
CREATE TRIGGER document_moved AFTER UPDATE OF akte ON document
    WHEN NEW.own = 0 AND NEW.mail_id IS NOT NULL BEGIN
    UPDATE vorgang SET akte = NEW.akte WHERE mail_id = NEW.mail_id AND akte IS NOT NEW.akte;
END;
CREATE TRIGGER document_out AFTER DELETE ON document WHEN OLD.own = 0 AND OLD.mail_id IS NOT NULL BEGIN
    UPDATE vorgang SET akte = (SELECT akte FROM document d WHERE d.mail_id = OLD.mail_id AND d.own = 0
        LIMIT 1) WHERE mail_id = OLD.mail_id AND akte IS NOT NULL;
END;

-- Grows with every change of what incoming mail finds its way by.
CREATE TABLE rules_version (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO rules_version (id, version) VALUES (1, 0);
CREATE TRIGGER rules_office_setting_update AFTER UPDATE ON office_setting BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_eingangsfach_insert AFTER INSERT ON eingangsfach BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_eingangsfach_update AFTER UPDATE ON eingangsfach BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_eingangsfach_delete AFTER DELETE ON eingangsfach BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_akte_insert AFTER INSERT ON akte WHEN NEW.kind = 'akte' BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_akte_update AFTER UPDATE ON akte BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_akte_delete AFTER DELETE ON akte BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_benutzer_insert AFTER INSERT ON benutzer BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_benutzer_update AFTER UPDATE ON benutzer BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_benutzer_delete AFTER DELETE ON benutzer BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_zuordnung_insert AFTER INSERT ON zuordnung BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_zuordnung_update AFTER UPDATE ON zuordnung BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_zuordnung_delete AFTER DELETE ON zuordnung BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_ansprechpartner_insert AFTER INSERT ON ansprechpartner BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_ansprechpartner_update AFTER UPDATE ON ansprechpartner BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_ansprechpartner_delete AFTER DELETE ON ansprechpartner BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_quelle_insert AFTER INSERT ON quelle BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_quelle_update AFTER UPDATE ON quelle BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_quelle_delete AFTER DELETE ON quelle BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_account_insert AFTER INSERT ON account BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_account_update AFTER UPDATE OF address, removed_at ON account BEGIN
    UPDATE rules_version SET version = version + 1;
END;
CREATE TRIGGER rules_account_delete AFTER DELETE ON account BEGIN
    UPDATE rules_version SET version = version + 1;
END;

-- The header of a message that was deleted for good while its removal on the server was still to
-- come: only what has this header is removed there.
ALTER TABLE seen ADD COLUMN destroyed_header TEXT;

-- The first one, two and three letters of every word of a message: search as one types would have
-- to bring together thousands of words for them. The program fills it for messages of before.
CREATE VIRTUAL TABLE begin_index USING fts5 (
    beginnings, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
