//! Answers of an address service, kept so that no address is asked twice.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::error::{Cause, StoreError};
use super::open::Store;

/// A kept answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CachedAnswer {
    /// What was asked, of whom.
    pub key: String,
    /// The answer, as JSON.
    pub answer: String,
    /// The day it was given.
    pub fetched_on: Date,
}

impl Store {
    /// The answer kept for a key.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn geocode(&self, key: &str) -> Result<Option<CachedAnswer>, StoreError> {
        self.tell(geocode(&self.connection, key))
    }

    /// Keeps answers, all or none, in place of older ones. The version of the register stays the
    /// same.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn keep_geocodes(&mut self, answers: &[CachedAnswer]) -> Result<(), StoreError> {
        let kept = keep(&self.connection, answers);
        self.tell(kept)
    }
}

fn geocode(connection: &Connection, key: &str) -> Result<Option<CachedAnswer>, Cause> {
    let sql = "SELECT answer, fetched_on FROM main.geocodes WHERE key = ?";
    let found = connection
        .prepare_cached(sql)?
        .query_row([key], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let Some((answer, day)) = found.optional()? else { return Ok(None) };
    // An answer of no known day is as good as none: it is asked again.
    let answered = day.parse().ok();
    Ok(answered.map(|fetched_on| CachedAnswer { key: key.to_owned(), answer, fetched_on }))
}

fn keep(connection: &Connection, answers: &[CachedAnswer]) -> Result<(), Cause> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO main.geocodes (key, answer, fetched_on) VALUES (?, ?, ?) \
         ON CONFLICT (key) DO UPDATE SET answer = excluded.answer, fetched_on = excluded.fetched_on",
    )?;
    for CachedAnswer { key, answer, fetched_on } in answers {
        insert.execute(params![key, answer, fetched_on.to_string()])?;
    }
    drop(insert);
    transaction.commit()?;
    Ok(())
}
