-- The registers that a mail finds its way by, and the settings of the whole office.

-- Reads mail in automatically; such settings may be changed by whoever has this right.
ALTER TABLE benutzer ADD COLUMN einlesen INTEGER NOT NULL DEFAULT 0;
-- Staff without access: only addresses, never acting.
ALTER TABLE benutzer ADD COLUMN external INTEGER NOT NULL DEFAULT 0;
UPDATE benutzer SET einlesen = 1 WHERE verwalter = 1;

CREATE TABLE akte (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    datenpool      TEXT    REFERENCES datenpool (name_key),   -- NULL: the main pool
    kind           TEXT    NOT NULL CHECK (kind IN ('akte', 'benutzerakte', 'sammelakte')),
    number         INTEGER CHECK (number BETWEEN 1 AND 99999),
    year           INTEGER CHECK (year BETWEEN 0 AND 99),
    benutzer       INTEGER REFERENCES benutzer (number),      -- whose Benutzerakte it is
    name           TEXT    NOT NULL DEFAULT '',               -- Kurzbezeichnung
    sachbearbeiter INTEGER REFERENCES benutzer (number),
    CHECK ((kind = 'akte') = (number IS NOT NULL)),
    CHECK ((kind = 'akte') = (year IS NOT NULL)),
    CHECK ((kind = 'benutzerakte') = (benutzer IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX akte_number ON akte (year, number, coalesce(datenpool, '')) WHERE kind = 'akte';
CREATE UNIQUE INDEX akte_benutzer ON akte (benutzer, coalesce(datenpool, '')) WHERE kind = 'benutzerakte';
CREATE UNIQUE INDEX akte_sammel ON akte (coalesce(datenpool, '')) WHERE kind = 'sammelakte';
CREATE INDEX akte_sachbearbeiter ON akte (sachbearbeiter) WHERE sachbearbeiter IS NOT NULL;
INSERT INTO akte (kind, benutzer) SELECT 'benutzerakte', number FROM benutzer;
INSERT INTO akte (kind) VALUES ('sammelakte');
INSERT INTO akte (kind, datenpool) SELECT 'sammelakte', name_key FROM datenpool;

CREATE TABLE taetigkeit (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name_key    TEXT    NOT NULL UNIQUE,       -- the name in lower case
    name        TEXT    NOT NULL
) STRICT;

CREATE TABLE klient (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name_key    TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL
) STRICT;

CREATE TABLE ansprechpartner (
    klient_id   INTEGER NOT NULL REFERENCES klient (id),
    address_key TEXT    NOT NULL,              -- the address in lower case
    address     TEXT    NOT NULL,
    name        TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (klient_id, address_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX ansprechpartner_address ON ansprechpartner (address_key);

CREATE TABLE eingangsfach (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name_key    TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    standard    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX eingangsfach_standard ON eingangsfach (standard) WHERE standard = 1;
INSERT INTO eingangsfach (name_key, name, standard) VALUES ('posteingang', 'Posteingang', 1);

-- Import E-Mail: into which tray an account's mail comes. Without a row: into the standard one.
CREATE TABLE quelle (
    account_id      INTEGER PRIMARY KEY REFERENCES account (id),
    eingangsfach_id INTEGER NOT NULL REFERENCES eingangsfach (id)
) STRICT;

-- Von→An: mail from this sender may be taken by this Benutzer.
CREATE TABLE zuordnung (
    von_key     TEXT    NOT NULL,              -- the address in lower case
    von         TEXT    NOT NULL,
    an          INTEGER NOT NULL REFERENCES benutzer (number),
    PRIMARY KEY (von_key, an)
) STRICT, WITHOUT ROWID;

CREATE TABLE office_setting (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    directives  TEXT    NOT NULL DEFAULT 'own' CHECK (directives IN ('own', 'known', 'all')),
    forward_to  INTEGER REFERENCES benutzer (number),
    fax         TEXT    NOT NULL DEFAULT '',   -- address or @domain; empty: none
    reading_on  INTEGER NOT NULL DEFAULT 0,
    minutes     INTEGER NOT NULL DEFAULT 15 CHECK (minutes BETWEEN 1 AND 1440),
    taetigkeit  INTEGER REFERENCES taetigkeit (id),
    complete    INTEGER NOT NULL DEFAULT 0,
    CHECK (reading_on = 0 OR taetigkeit IS NOT NULL)
) STRICT;
INSERT INTO office_setting (id) VALUES (1);

CREATE TABLE blocked_sender (
    pattern     TEXT PRIMARY KEY               -- address or @domain, in lower case
) STRICT, WITHOUT ROWID;
