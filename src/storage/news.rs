//! What has newly come to the places that concern one Benutzer.

use super::{Result, Storage};
use crate::domain::news::{Headline, News};
use crate::domain::stammdaten::BenutzerNumber;
use rusqlite::Connection;

/// Vorgänge after `?1` that concern Benutzer `?2`. Altbestand and what was filed past every desk
/// concern nobody.
const CONCERNS: &str = "v.id > ?1 AND v.status IN ('neu', 'in-arbeit') AND v.deleted_at IS NULL \
     AND (v.place IN ('eingangsfach', 'zentral') \
     OR (v.place = 'postkorb' AND v.benutzer = ?2) \
     OR (v.place = 'tagesansicht' AND (v.benutzer = ?2 OR (v.benutzer IS NULL AND EXISTS \
     (SELECT 1 FROM vorgang_candidate c WHERE c.vorgang_id = v.id AND c.benutzer = ?2)))))";

fn last(connection: &Connection) -> Result<i64> {
    let sql = "SELECT coalesce(max(id), 0) FROM vorgang";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

impl Storage {
    /// What has come since a Vorgang, with the newest `headlines` of it. With `None` only the last
    /// Vorgang is looked up.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn news(
        &self,
        since: Option<i64>,
        benutzer: Option<BenutzerNumber>,
        headlines: u32,
    ) -> Result<News> {
        self.read(|connection| {
            let mut news = News {
                up_to: last(connection)?,
                ..News::default()
            };
            let Some(since) = since.filter(|it| *it < news.up_to) else {
                return Ok(news);
            };
            let who = benutzer.map(BenutzerNumber::value);
            let sql =
                format!("SELECT v.place, count(*) FROM vorgang v WHERE {CONCERNS} GROUP BY 1");
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query((since, who))?;
            while let Some(row) = rows.next()? {
                let count = row.get(1)?;
                match row.get::<_, String>(0)?.as_str() {
                    "eingangsfach" => news.posteingang = count,
                    "postkorb" => news.postkorb = count,
                    "zentral" => news.zentral = count,
                    _ => news.tagesansicht = count,
                }
            }
            let sql = format!(
                "SELECT CASE content.from_name WHEN '' THEN content.from_address \
                 ELSE content.from_name END, content.subject FROM vorgang v \
                 JOIN mail ON mail.id = v.mail_id JOIN content ON content.id = mail.content_id \
                 WHERE {CONCERNS} ORDER BY v.id DESC LIMIT ?3"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query((since, who, headlines))?;
            while let Some(row) = rows.next()? {
                news.newest.push(Headline {
                    from: row.get(0)?,
                    subject: row.get(1)?,
                });
            }
            Ok(news)
        })
    }
}
