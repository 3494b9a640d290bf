//! Brings a register of an older layout forward, and keeps a copy of it.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::error::Cause;
use super::schema::LAYOUT;
use super::{guard, undone};

/// One step forward.
pub(super) struct Migration {
    /// The layout it starts from.
    pub from: i64,
    /// What brings that to the next layout. It runs within a transaction.
    pub apply: fn(&Transaction<'_>) -> rusqlite::Result<()>,
}

/// Every step so far. Layout 1 is the first.
pub(super) const MIGRATIONS: &[Migration] = &[Migration { from: 1, apply: journal_to_view }];

/// Layout 1 had each added row in the table `journal` a second time; what it holds is kept.
fn journal_to_view(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(undone::CHANGES)?;
    transaction.execute_batch(
        "INSERT INTO main.changes (fid, import, \"table\", \"row\", action, before, after) \
         SELECT fid, import, \"table\", \"row\", action, before, after FROM main.journal; \
         DROP TABLE main.journal",
    )?;
    transaction.execute_batch(&undone::view())
}

/// Brings the file from `found` to [`LAYOUT`], whole or not at all.
pub(super) fn migrate(
    connection: &Connection,
    path: &Path,
    found: i64,
    migrations: &[Migration],
) -> Result<(), Cause> {
    let step = |from| migrations.iter().find(|migration| migration.from == from);
    if (found..LAYOUT).any(|from| step(from).is_none()) {
        return Err(Cause::TooOld(found));
    }
    guard::inspect(connection, found)?;
    keep_copy(connection, path, found)?;
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    // Another program may have been faster.
    for from in guard::layout(&transaction)?..LAYOUT {
        if let Some(migration) = step(from) {
            (migration.apply)(&transaction)?;
        }
    }
    transaction
        .execute("UPDATE main.maillage_meta SET value = ? WHERE name = 'layout'", [LAYOUT])?;
    transaction.commit()?;
    Ok(())
}

/// Copies the register as last committed to `NAME.v1`, or to `NAME.v1-2` where that is taken.
fn keep_copy(connection: &Connection, path: &Path, layout: i64) -> Result<PathBuf, Cause> {
    let part = beside(path, &format!(".v{layout}.part"));
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let target = part.to_str().ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, "a name in UTF-8 is needed to keep a copy")
    })?;
    connection.execute("VACUUM main INTO ?", [target])?;
    let names = (1..).map(|number| match number {
        1 => format!(".v{layout}"),
        further => format!(".v{layout}-{further}"),
    });
    for name in names {
        let copy = beside(path, &name);
        // A link is only made where there is nothing yet.
        match fs::hard_link(&part, &copy) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
            Ok(()) => {
                fs::remove_file(&part)?;
                return Ok(copy);
            }
        }
    }
    unreachable!("some number is free")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::super::Store;
    use super::*;
    use crate::territory::{France, Register};

    const BROKEN: &[Migration] = &[Migration {
        from: 1,
        apply: |transaction| {
            transaction.execute_batch("DROP TABLE maillage_meta; INSERT INTO nowhere VALUES (1)")
        },
    }];

    /// A register as layout 1 had it, with an import that added a service.
    fn of_layout_1(path: &Path) -> Register {
        let register = Register {
            facilities: vec![crate::store::tests_support::facility("a")],
            ..Register::default()
        };
        let mut store = Store::open_or_create(path).unwrap();
        let (_, base) = store.read().unwrap();
        let entry = crate::store::ImportEntry::default();
        store.commit(&register, &entry, base, &France::default()).unwrap();
        drop(store);
        let connection = Connection::open(path).unwrap();
        connection
            .execute_batch(
                "DROP VIEW journal; DROP TABLE changes; \
                 CREATE TABLE journal (\"fid\" INTEGER PRIMARY KEY NOT NULL, \"at\" DATETIME NOT NULL, \
                 \"import\" INTEGER NOT NULL, \"table\" TEXT NOT NULL, \"row\" TEXT NOT NULL, \
                 \"action\" TEXT NOT NULL, \"before\" TEXT, \"after\" TEXT); \
                 INSERT INTO journal VALUES (1, '1970-01-01T00:00:00.000Z', 1, \
                 'facilities_without_position', 'a', 'added', NULL, '{\"id\":\"a\"}'); \
                 UPDATE maillage_meta SET value = 1 WHERE name = 'layout'",
            )
            .unwrap();
        register
    }

    #[test]
    fn an_older_register_is_brought_forward_and_a_copy_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("maillage.gpkg");
        let register = of_layout_1(&path);
        fs::write(folder.path().join("maillage.gpkg.v1"), "an earlier copy").unwrap();
        let store = Store::open_with(&path, MIGRATIONS).unwrap();
        assert_eq!(store.read().unwrap().0, register);
        let kept = store.changes(1, 0, 10).unwrap();
        assert_eq!((kept.len(), &kept[0].after), (1, &Some(serde_json::json!({"id": "a"}))));
        drop(store);
        let copy = folder.path().join("maillage.gpkg.v1-2");
        let layout = guard::layout(&Connection::open(&copy).unwrap()).unwrap();
        assert_eq!(layout, 1);
        assert!(Store::open_with(&copy, MIGRATIONS).is_ok(), "the copy is whole");
        let earlier = fs::read_to_string(folder.path().join("maillage.gpkg.v1")).unwrap();
        assert_eq!(earlier, "an earlier copy");
    }

    #[test]
    fn whatever_runs_or_hides_in_an_older_register_is_refused_before_it_runs() {
        for sql in [
            "CREATE TRIGGER t AFTER UPDATE ON maillage_meta BEGIN DELETE FROM facilities; END",
            "CREATE TRIGGER t AFTER DELETE ON journal BEGIN DELETE FROM facilities; END",
            "DROP TABLE journal; CREATE VIEW journal AS WITH RECURSIVE n(fid) AS \
             (SELECT 1 UNION ALL SELECT fid + 1 FROM n) SELECT fid, '' at, 1 import, '' \"table\", \
             '' \"row\", '' action, '' before, '' after FROM n",
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("maillage.gpkg");
            of_layout_1(&path);
            Connection::open(&path).unwrap().execute_batch(sql).unwrap();
            let before = fs::read(&path).unwrap();
            let refused = Store::open_with(&path, MIGRATIONS);
            assert!(matches!(refused, Err(Cause::Refused(_))), "{sql}: {refused:?}");
            assert_eq!(fs::read(&path).unwrap(), before);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no copy is made");
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_register_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("maillage.gpkg");
        let register = of_layout_1(&path);
        assert!(matches!(Store::open_with(&path, BROKEN), Err(Cause::Sqlite(_))));
        assert!(matches!(Store::open_with(&path, &[]), Err(Cause::TooOld(1))));
        assert!(matches!(Store::open_read(&path).unwrap_err().cause, Cause::Older(1)));
        let store = Store::open_with(&path, MIGRATIONS).unwrap();
        assert_eq!(store.read().unwrap().0, register);
    }
}
