-- The Postausgang. A letter's bytes and Message-ID are fixed when it is queued: a retry is the same message.
CREATE TABLE letter (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES account (id),
    benutzer    INTEGER,
    sender      TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('entwurf', 'wartet', 'wird-gesendet', 'gesendet', 'unklar', 'fehlgeschlagen')),
    message_id  TEXT    NOT NULL UNIQUE,
    subject     TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    hash        BLOB    NOT NULL,
    queued_at   INTEGER NOT NULL,
    next_at     INTEGER NOT NULL,           -- not before; seconds since 1970
    attempts    INTEGER NOT NULL DEFAULT 0,
    data_begun  INTEGER NOT NULL DEFAULT 0, -- 1 from just before the message is handed over until an answer is known
    sent_at     INTEGER,
    class       TEXT    NOT NULL DEFAULT '', -- class of the failure, the key of its words
    reason      TEXT    NOT NULL DEFAULT '', -- technical words, the server's own
    copy        TEXT    NOT NULL DEFAULT 'offen' CHECK (copy IN ('offen', 'abgelegt', 'anbieter', 'keine')),
    follow_at   INTEGER NOT NULL DEFAULT 0, -- copy and doubt are not looked into before this moment
    follow_tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX letter_state ON letter (state, next_at);

CREATE TABLE letter_raw (
    letter_id   INTEGER NOT NULL REFERENCES letter (id),
    seq         INTEGER NOT NULL,
    z           BLOB    NOT NULL,
    PRIMARY KEY (letter_id, seq)
) STRICT;

CREATE TABLE letter_recipient (
    letter_id   INTEGER NOT NULL REFERENCES letter (id),
    seq         INTEGER NOT NULL,
    address     TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('offen', 'angenommen', 'abgelehnt', 'unzustellbar', 'verzoegert', 'zugestellt', 'gelesen')),
    detail      TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (letter_id, seq)
) STRICT;

-- Bytes of a message that the outgoing server last said it takes.
CREATE TABLE outgoing_limit (
    account_id  INTEGER PRIMARY KEY REFERENCES account (id),
    size        INTEGER NOT NULL
) STRICT;

-- Up to this content, received mail has been looked through for reports about letters.
CREATE TABLE report_mark (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    content_id  INTEGER NOT NULL
) STRICT;
