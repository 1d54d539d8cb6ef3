//! Registrations with providers of sign-ins, and who has signed in.

use super::{Error, Result, Storage, from_word};
use crate::domain::oauth::{OauthClient, Provider, SignedIn};
use crate::domain::secret::SignInOf;
use rusqlite::{OptionalExtension, Row, params};

fn read_client(row: &Row<'_>) -> Result<OauthClient> {
    Ok(OauthClient {
        provider: from_word(&row.get::<_, String>(0)?, Provider::from_word)?,
        client_id: row.get(1)?,
        tenant: row.get(2)?,
        issuer: row.get(3)?,
        scope: row.get(4)?,
    })
}

impl Storage {
    /// Every registration.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn oauth_clients(&self) -> Result<Vec<OauthClient>> {
        self.read(|connection| {
            let sql = "SELECT provider, client_id, tenant, issuer, scope FROM oauth_client \
                       ORDER BY provider";
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(read_client(row)?);
            }
            Ok(found)
        })
    }

    /// Keeps a registration in place of an earlier one with the same provider.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn set_oauth_client(&self, client: &OauthClient) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "INSERT OR REPLACE INTO oauth_client (provider, client_id, tenant, issuer, scope) \
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    client.provider.word(),
                    client.client_id,
                    client.tenant,
                    client.issuer,
                    client.scope
                ],
            )?;
            Ok(())
        })
    }

    /// Forgets a registration; says whether there was one.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn remove_oauth_client(&self, provider: Provider) -> Result<bool> {
        self.write(|tx| {
            let sql = "DELETE FROM oauth_client WHERE provider = ?1";
            Ok(tx.execute(sql, [provider.word()])? > 0)
        })
    }

    /// The sign-in of an account.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn signed_in(&self, of: impl Into<SignInOf>) -> Result<Option<SignedIn>> {
        let SignInOf { account, purpose } = of.into();
        self.read(|connection| {
            let sql = "SELECT provider, name, since, renewed_at, ends_at FROM oauth_sign_in_of \
                       WHERE account_id = ?1 AND purpose = ?2";
            let found = connection.query_row(sql, params![account.0, purpose.word()], |row| {
                let word: String = row.get(0)?;
                let name = row.get(1)?;
                Ok((word, name, row.get(2)?, row.get(3)?, row.get(4)?))
            });
            let Some((word, name, since, renewed_at, ends_at)) = found.optional()? else {
                return Ok(None);
            };
            Ok(Some(SignedIn {
                provider: from_word(&word, Provider::from_word)?,
                name,
                since,
                renewed_at,
                ends_at,
            }))
        })
    }

    /// Writes down a sign-in of an account in place of an earlier one.
    ///
    /// # Errors
    /// [`Error::NoAccount`] when the account is gone.
    pub fn note_signed_in(&self, of: impl Into<SignInOf>, sign_in: &SignedIn) -> Result<()> {
        let SignInOf {
            account: id,
            purpose,
        } = of.into();
        self.write(|tx| {
            let sql = "SELECT 1 FROM account WHERE id = ?1 AND removed_at IS NULL";
            let found = tx.query_row(sql, [id.0], |_| Ok(()));
            found.optional()?.ok_or(Error::NoAccount(id.0))?;
            tx.execute(
                "INSERT OR REPLACE INTO oauth_sign_in_of \
                 (account_id, purpose, provider, name, since, renewed_at, ends_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    id.0,
                    purpose.word(),
                    sign_in.provider.word(),
                    sign_in.name,
                    sign_in.since,
                    sign_in.renewed_at,
                    sign_in.ends_at
                ],
            )?;
            Ok(())
        })
    }

    /// Forgets the sign-in of an account.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn forget_signed_in(&self, of: impl Into<SignInOf>) -> Result<()> {
        let SignInOf { account, purpose } = of.into();
        self.write(|tx| {
            let sql = "DELETE FROM oauth_sign_in_of WHERE account_id = ?1 AND purpose = ?2";
            tx.execute(sql, params![account.0, purpose.word()])?;
            Ok(())
        })
    }
}
