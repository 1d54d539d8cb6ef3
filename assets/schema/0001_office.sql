-- The office: master data, accounts, stored mail, the ledger.
-- Times are seconds since 1970-01-01T00:00:00Z. Truth values are 0 or 1.

CREATE TABLE office (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    key         TEXT    NOT NULL,              -- names this office's secrets in the keychain
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE benutzer (
    number      INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 999),
    name        TEXT    NOT NULL,
    address     TEXT    NOT NULL DEFAULT '',
    current     INTEGER NOT NULL DEFAULT 1,
    login       TEXT    NOT NULL DEFAULT '',
    verwalter   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX benutzer_login ON benutzer (login) WHERE login <> '';

CREATE TABLE datenpool (
    name_key    TEXT PRIMARY KEY,              -- the name in lower case
    name        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE geraet (
    name_key    TEXT    PRIMARY KEY,
    name        TEXT    NOT NULL,
    benutzer    INTEGER NOT NULL REFERENCES benutzer (number),
    address     TEXT    NOT NULL,
    confirmed   INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    name              TEXT    NOT NULL,
    address           TEXT    NOT NULL,
    active            INTEGER NOT NULL,
    protocol          TEXT,                    -- NULL: no receiving server
    in_host           TEXT    NOT NULL DEFAULT '',
    in_port           INTEGER NOT NULL DEFAULT 0,
    in_security       TEXT    NOT NULL DEFAULT 'tls',
    in_user           TEXT    NOT NULL DEFAULT '',
    remove_after_days INTEGER,                 -- NULL: leave on the server
    folders           TEXT    NOT NULL DEFAULT 'INBOX',          -- one to a line
    first_fetch       TEXT    NOT NULL DEFAULT 'all',
    out_host          TEXT,                    -- NULL: no sending server
    out_port          INTEGER NOT NULL DEFAULT 0,
    out_security      TEXT    NOT NULL DEFAULT 'tls',
    out_auth          TEXT    NOT NULL DEFAULT 'same',
    out_user          TEXT    NOT NULL DEFAULT '',
    mode              TEXT    NOT NULL,
    owner             INTEGER REFERENCES benutzer (number),
    central           INTEGER NOT NULL DEFAULT 0,
    datenpool         TEXT    REFERENCES datenpool (name_key),
    app_copy          TEXT    REFERENCES geraet (name_key),
    kanzlei           INTEGER NOT NULL DEFAULT 0,
    interval_minutes  INTEGER NOT NULL DEFAULT 5,
    created_at        INTEGER NOT NULL,
    removed_at        INTEGER,                 -- removed accounts keep their mail and their ledger
    paused_at         INTEGER,                 -- no sign-in until settings change or a person retries
    last_attempt_at   INTEGER,
    last_success_at   INTEGER,
    last_error        TEXT,
    failures          INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX account_kanzlei ON account (kanzlei) WHERE kanzlei = 1 AND removed_at IS NULL;

CREATE TABLE pin (
    account_id  INTEGER NOT NULL REFERENCES account (id),
    host        TEXT    NOT NULL,
    port        INTEGER NOT NULL,
    fingerprint BLOB    NOT NULL,
    added_at    INTEGER NOT NULL,
    PRIMARY KEY (account_id, host, port)
) STRICT, WITHOUT ROWID;

-- One server identity: within it, a remote key means one message.
CREATE TABLE epoch (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id   INTEGER NOT NULL REFERENCES account (id),
    protocol     TEXT    NOT NULL,
    host         TEXT    NOT NULL,
    user         TEXT    NOT NULL,
    folder       TEXT    NOT NULL,
    uid_validity INTEGER NOT NULL DEFAULT 0,   -- 0 with POP3
    generation   INTEGER NOT NULL DEFAULT 0,   -- grows when a server comes back from a backup
    highest_uid  INTEGER NOT NULL DEFAULT 0,
    started_at   INTEGER NOT NULL,
    listed_at    INTEGER,                      -- first time its messages were written down
    UNIQUE (account_id, protocol, host, user, folder, uid_validity, generation)
) STRICT;

CREATE TABLE run (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id      INTEGER NOT NULL REFERENCES account (id),
    started_at      INTEGER NOT NULL,
    ended_at        INTEGER,
    on_server       INTEGER NOT NULL DEFAULT 0,
    known           INTEGER NOT NULL DEFAULT 0,
    new             INTEGER NOT NULL DEFAULT 0,
    stored          INTEGER NOT NULL DEFAULT 0,
    quarantined     INTEGER NOT NULL DEFAULT 0,
    skipped         INTEGER NOT NULL DEFAULT 0,
    removed         INTEGER NOT NULL DEFAULT 0,
    error           TEXT,
    acknowledged_at INTEGER,
    acknowledged_by INTEGER
) STRICT;
CREATE INDEX run_account ON run (account_id, id);

-- A message's decoded head, once per content.
CREATE TABLE content (
    id               INTEGER PRIMARY KEY,
    hash             BLOB    NOT NULL UNIQUE,  -- SHA-256 of the raw bytes
    size             INTEGER NOT NULL,         -- raw bytes
    from_name        TEXT    NOT NULL,
    from_address     TEXT    NOT NULL,
    subject          TEXT    NOT NULL,
    date             INTEGER,
    date_offset      INTEGER,                  -- minutes from UTC
    message_id       TEXT,
    attachment_count INTEGER NOT NULL,
    notes            TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX content_message_id ON content (message_id) WHERE message_id IS NOT NULL;

-- The raw message byte for byte, in compressed pieces (zstd frames).
CREATE TABLE raw (
    content_id  INTEGER NOT NULL REFERENCES content (id),
    seq         INTEGER NOT NULL,
    z           BLOB    NOT NULL,
    PRIMARY KEY (content_id, seq)
) STRICT;

CREATE TABLE attachment (
    content_id  INTEGER NOT NULL REFERENCES content (id),
    seq         INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    mime_type   TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    inline      INTEGER NOT NULL,
    PRIMARY KEY (content_id, seq)
) STRICT, WITHOUT ROWID;

-- A content that arrived at an account: the unit that lists show. Never twice.
CREATE TABLE mail (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    content_id  INTEGER NOT NULL REFERENCES content (id),
    account_id  INTEGER NOT NULL REFERENCES account (id),
    folder      TEXT    NOT NULL,
    altbestand  INTEGER NOT NULL,              -- lay on the server when the account was set up
    received_at INTEGER NOT NULL,
    sort_date   INTEGER NOT NULL,              -- Date of the message, else received_at
    UNIQUE (account_id, content_id)
) STRICT;
CREATE INDEX mail_date ON mail (sort_date, id);
CREATE INDEX mail_account_date ON mail (account_id, sort_date, id);
CREATE INDEX mail_content ON mail (content_id);

-- What the ledger knows of a server: one row per message it ever listed.
CREATE TABLE seen (
    epoch_id    INTEGER NOT NULL REFERENCES epoch (id),
    remote_key  TEXT    NOT NULL,
    size        INTEGER NOT NULL,              -- as the server lists it
    stamp       TEXT    NOT NULL,              -- INTERNALDATE as the server lists it
    state       TEXT    NOT NULL CHECK (state IN ('pending', 'stored', 'quarantined', 'skipped', 'gone')),
    altbestand  INTEGER NOT NULL,
    content_id  INTEGER REFERENCES content (id),
    removal_due INTEGER,                       -- wish: remove on the server from this moment on
    removed_at  INTEGER,
    PRIMARY KEY (epoch_id, remote_key, size, stamp)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_removal ON seen (epoch_id, removal_due) WHERE removal_due IS NOT NULL AND removed_at IS NULL;
CREATE INDEX seen_content ON seen (content_id) WHERE content_id IS NOT NULL;

CREATE TABLE quarantine (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES account (id),
    epoch_id    INTEGER NOT NULL REFERENCES epoch (id),
    remote_key  TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    stamp       TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    detail      TEXT    NOT NULL,
    has_raw     INTEGER NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 1,
    first_at    INTEGER NOT NULL,
    last_at     INTEGER NOT NULL,
    UNIQUE (epoch_id, remote_key, size, stamp)
) STRICT;

CREATE TABLE quarantine_raw (
    quarantine_id INTEGER NOT NULL REFERENCES quarantine (id),
    seq           INTEGER NOT NULL,
    z             BLOB    NOT NULL,
    PRIMARY KEY (quarantine_id, seq)
) STRICT;

-- What persons did.
CREATE TABLE journal (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    benutzer INTEGER,                          -- NULL: nobody was known yet
    login    TEXT    NOT NULL,
    verb     TEXT    NOT NULL,
    subject  TEXT    NOT NULL
) STRICT;

-- Who fetches now; for display only, the lock is the operating system's.
CREATE TABLE receiver (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    pid          INTEGER NOT NULL,
    host         TEXT    NOT NULL,
    login        TEXT    NOT NULL,
    started_at   INTEGER NOT NULL,
    heartbeat_at INTEGER NOT NULL
) STRICT;

-- Search. The text is folded by the program (ä as ae, lower case) before it comes here.
CREATE VIRTUAL TABLE text_index USING fts5 (
    subject, people, body, attachments,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
-- Parts of compound words, over the short fields only.
CREATE VIRTUAL TABLE part_index USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'trigram'
);
