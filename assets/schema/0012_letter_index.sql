-- Search for letters, with the words folded as those of received mail are. The letters of an office are
-- few beside what it receives: their beginnings need no index of their own.
CREATE VIRTUAL TABLE letter_index USING fts5 (
    subject, people, body, attachments,
    content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
);
