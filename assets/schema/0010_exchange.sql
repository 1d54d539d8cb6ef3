-- Exchange accounts: in the house ('ews') or in Microsoft's cloud ('graph'); path of the server's address;
-- a shared mailbox; whether what is removed goes past the folder for deleted items.
ALTER TABLE account ADD COLUMN in_deployment TEXT NOT NULL DEFAULT 'ews';
ALTER TABLE account ADD COLUMN in_path TEXT NOT NULL DEFAULT '/EWS/Exchange.asmx';
ALTER TABLE account ADD COLUMN in_mailbox TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN remove_for_good INTEGER NOT NULL DEFAULT 0;

-- What an Exchange server has told of a folder so far: it tells only what has changed since its mark.
CREATE TABLE exchange_folder (
    epoch_id INTEGER PRIMARY KEY NOT NULL REFERENCES epoch (id),
    state    TEXT    NOT NULL                  -- the server's mark
) STRICT;

CREATE TABLE exchange_item (
    epoch_id   INTEGER NOT NULL REFERENCES epoch (id),
    remote_key TEXT    NOT NULL,
    size       INTEGER NOT NULL,
    stamp      TEXT    NOT NULL,
    PRIMARY KEY (epoch_id, remote_key)
) STRICT, WITHOUT ROWID;

-- A message is known again under another name by its moment of arrival and its Message-ID.
CREATE INDEX seen_exchange ON seen (stamp) WHERE substr(remote_key, 1, 2) = 'e:';
