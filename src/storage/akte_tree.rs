//! Reading the E-Akte of one Akte.

use super::{Result, Storage};
use crate::domain::akte_tree::{AkteDocument, AkteFolder, AkteTree, Source};
use rusqlite::{Connection, Row};

/// What arrived at several accounts stands in an Akte once.
const DOCUMENTS: &str = "SELECT min(d.id), min(d.mail_id), mail.content_id, d.part, d.folder, \
     coalesce(attachment.name, content.subject), d.remark, CASE content.from_name WHEN '' THEN \
     content.from_address ELSE content.from_name END, min(mail.sort_date, mail.received_at), \
     min(d.filed_at), coalesce(attachment.size, content.size), \
     CASE d.part WHEN -1 THEN content.attachment_count ELSE 0 END FROM document d \
     JOIN mail ON mail.id = d.mail_id JOIN content ON content.id = mail.content_id \
     LEFT JOIN attachment ON attachment.content_id = content.id AND attachment.seq = d.part \
     WHERE d.akte = ?1 GROUP BY mail.content_id, d.part";

const LETTERS: &str = "SELECT d.id, d.letter_id, d.folder, letter.subject, d.remark, \
     letter.sender, coalesce(letter.sent_at, letter.queued_at), d.filed_at, letter.size \
     FROM document d JOIN letter ON letter.id = d.letter_id WHERE d.akte = ?1";

fn arrived(row: &Row<'_>) -> rusqlite::Result<AkteDocument> {
    let (mail, content) = (row.get(1)?, row.get(2)?);
    let source = match u32::try_from(row.get::<_, i64>(3)?) {
        Ok(part) => Source::Attachment {
            mail,
            content,
            part,
        },
        Err(_) => Source::Mail { mail, content },
    };
    Ok(AkteDocument {
        id: row.get(0)?,
        source,
        folder: row.get(4)?,
        name: row.get(5)?,
        remark: row.get(6)?,
        from: row.get(7)?,
        date: row.get(8)?,
        filed_at: row.get(9)?,
        size: row.get(10)?,
        attachment_count: row.get(11)?,
    })
}

fn sent(row: &Row<'_>) -> rusqlite::Result<AkteDocument> {
    Ok(AkteDocument {
        id: row.get(0)?,
        source: Source::Letter(row.get(1)?),
        folder: row.get(2)?,
        name: row.get(3)?,
        remark: row.get(4)?,
        from: row.get(5)?,
        date: row.get(6)?,
        filed_at: row.get(7)?,
        size: row.get(8)?,
        attachment_count: 0,
    })
}

fn folders(connection: &Connection, akte: i64) -> Result<Vec<AkteFolder>> {
    let sql = "SELECT id, parent, name FROM akte_folder WHERE akte = ?1 AND removed_at IS NULL \
               ORDER BY name_key, id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([akte], |row| {
        Ok(AkteFolder {
            id: row.get(0)?,
            parent: row.get(1)?,
            name: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

impl Storage {
    /// Everything that an Akte holds, by its number in the register.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn akte_tree(&self, akte: i64) -> Result<AkteTree> {
        self.read(|connection| {
            let mut documents = Vec::new();
            let mut statement = connection.prepare_cached(DOCUMENTS)?;
            for document in statement.query_map([akte], arrived)? {
                documents.push(document?);
            }
            let mut statement = connection.prepare_cached(LETTERS)?;
            for document in statement.query_map([akte], sent)? {
                documents.push(document?);
            }
            documents.sort_by_key(|it| std::cmp::Reverse((it.date, it.id)));
            Ok(AkteTree {
                folders: folders(connection, akte)?,
                documents,
            })
        })
    }
}
