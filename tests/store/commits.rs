//! What a commit writes, and what the journal says of it.

use maillage::store::{Action, Cause, ImportEntry, ImportedFile, Store, Tally};
use maillage::territory::{France, Register};
use serde_json::json;

use super::support::{Place, commit, entry, facility, france, full, placed, read};

#[test]
fn importing_the_same_twice_writes_nothing() {
    let place = Place::with(&full());
    let bytes = std::fs::read(&place.path).unwrap();
    let again = commit(&place, &full()).unwrap();
    assert_eq!((again.version.number, again.import, again.tally), (1, None, Tally::default()));
    assert_eq!(place.ask::<i64>("SELECT count(*) FROM imports"), 1);
    let now = std::fs::read(&place.path).unwrap();
    // Opening for writing and closing marks the header; every row stays.
    assert_eq!(bytes.len(), now.len());
    assert_eq!(bytes[4096..], now[4096..]);
}

#[test]
fn the_journal_says_what_was_added_changed_and_gone() {
    let of = |facilities| Register { facilities, ..Register::default() };
    let place = Place::with(&of(vec![facility("a"), placed("b", 2.0, 48.0), facility("c")]));
    let mut changed = placed("b", 2.0, 48.5);
    changed.capacity = Some(20.0);
    let new = of(vec![facility("a"), changed, facility("d")]);
    let mut store = Store::open_or_create(&place.path).unwrap();
    let shown = store.difference(&new).unwrap();
    let (_, base) = store.read().unwrap();
    let file = ImportedFile { name: "liste.csv".into(), ..ImportedFile::default() };
    let told = ImportEntry {
        files: vec![file],
        territory: Some("200034130".into()),
        counts: [("lines".to_owned(), 3)].into(),
        ..entry()
    };
    let committed = store.commit(&new, &told, base, &france()).unwrap();
    assert_eq!(committed.tally, Tally { added: 1, changed: 1, gone: 1 });
    let changes = store.changes(committed.import.unwrap(), 0, 10).unwrap();
    assert_eq!(changes, shown, "what is shown before is what is written");
    let told_of = |row: &str| changes.iter().find(|change| change.row == row).unwrap();
    assert_eq!(told_of("c").action, Action::Gone);
    assert_eq!(told_of("c").before.as_ref().unwrap()["commune"], "78124");
    assert_eq!(told_of("d").action, Action::Added);
    assert_eq!(told_of("b").before, Some(json!({"geom": [2.0, 48.0], "capacity": null})));
    assert_eq!(told_of("b").after, Some(json!({"geom": [2.0, 48.5], "capacity": 20.0})));
    let imports = store.imports(10).unwrap();
    assert_eq!((imports.len(), &imports[0].entry, imports[0].version), (2, &told, 2));
    assert_eq!(store.changes(2, 1, 1).unwrap(), changes[1..2]);
}

#[test]
fn what_an_added_row_said_is_known_whatever_became_of_it() {
    let of = |facilities| Register { facilities, ..Register::default() };
    let place = Place::new();
    let store = Store::open_or_create(&place.path).unwrap();
    let first =
        of(vec![placed("a", 2.0, 48.0), facility("b"), facility("c"), placed("d", 1.0, 45.0)]);
    let shown = store.difference(&first).unwrap();
    commit(&place, &first).unwrap();
    let said = |place: &Place| Store::open_read(&place.path).unwrap().changes(1, 0, 10).unwrap();
    assert_eq!(said(&place), shown);
    // Changed twice, changed and gone, gone and added anew, moved from the layer to the table.
    let mut a = placed("a", 2.5, 48.0);
    let mut b = facility("b");
    (a.capacity, b.address) = (Some(20.0), "1 rue Haute".to_owned());
    commit(&place, &of(vec![a.clone(), b, facility("d")])).unwrap();
    (a.capacity, a.name) = (None, "A".to_owned());
    let mut c = facility("c");
    c.capacity = Some(7.0);
    commit(&place, &of(vec![a, c])).unwrap();
    assert_eq!(said(&place), shown);
    let view = |row: &str| -> Vec<serde_json::Value> {
        let sql = format!(
            "SELECT json_group_array(json(after)) FROM journal WHERE row = '{row}' AND action = 'added'"
        );
        serde_json::from_str(&place.ask::<String>(&sql)).unwrap()
    };
    for change in &shown {
        let mut told = [view(&change.row)[0].clone(), change.after.clone().unwrap()];
        // Of a position SQL knows what it was before it changed.
        for told in &mut told {
            told.as_object_mut().unwrap().remove("geom");
        }
        assert_eq!(told[0], told[1]);
    }
    assert_eq!(view("c")[1]["capacity"], 7.0);
    assert_eq!(place.ask::<String>("SELECT at FROM journal LIMIT 1"), "2025-03-01T08:30:00.250Z");
    // What another program took away is not made up.
    place.sql("DELETE FROM facilities_without_position WHERE id = 'c'");
    let store = Store::open_read(&place.path).unwrap();
    assert_eq!(store.changes(3, 0, 10).unwrap().iter().find(|c| c.row == "c").unwrap().after, None);
}

/// What the journal says, to the program and to SQL, that the import numbered `import` added.
fn added(place: &Place, import: i64, row: &str) -> [Option<serde_json::Value>; 2] {
    let store = Store::open_read(&place.path).unwrap();
    let changes = store.changes(import, 0, 100).unwrap();
    let told = changes.into_iter().find(|change| change.row == row).unwrap().after;
    let shown: Option<String> = place.ask(&format!(
        "SELECT after FROM journal WHERE import = {import} AND row = '{row}' AND action = 'added'"
    ));
    [told, shown.map(|text| serde_json::from_str(&text).unwrap())]
}

#[test]
fn a_row_of_another_program_is_not_taken_for_the_one_that_was_added() {
    let of = |facilities| Register { facilities, ..Register::default() };
    let mut other = facility("b");
    other.address = "9 rue Basse".to_owned();
    let number = "SELECT fid FROM facilities_without_position WHERE id = 'b'";
    // Taken away, and imported anew.
    let place = Place::with(&of(vec![facility("a"), facility("b")]));
    let before = place.ask::<i64>(number);
    place.sql("DELETE FROM facilities_without_position WHERE id = 'b'");
    assert_eq!(added(&place, 1, "b"), [None, None]);
    commit(&place, &of(vec![facility("a"), other.clone()])).unwrap();
    assert!(place.ask::<i64>(number) > before, "no number is given twice");
    assert_eq!(added(&place, 1, "b"), [None, None]);
    assert_eq!(added(&place, 2, "b")[0].as_ref().unwrap()["address"], "9 rue Basse");
    // Replaced by a row of the same number and name, which later imports change and take away.
    let place = Place::with(&of(vec![facility("a"), facility("b")]));
    place.sql(
        "DELETE FROM facilities_without_position WHERE id = 'b'; \
         INSERT INTO facilities_without_position (id, name, kind, commune, address, precision) \
         VALUES ('b', 'B', 'eaje', '78124', '1 rue', 'town-hall')",
    );
    assert_eq!(place.ask::<i64>(number), before);
    assert_eq!(added(&place, 1, "b"), [None, None]);
    let theirs = read(&place);
    commit(&place, &theirs).unwrap();
    assert_eq!(added(&place, 1, "b"), [None, None]);
    commit(&place, &of(vec![facility("a"), other])).unwrap();
    commit(&place, &of(vec![facility("a")])).unwrap();
    assert_eq!(added(&place, 1, "b"), [None, None]);
    // Never ours again: gone before any import gave it a rank.
    let place = Place::with(&of(vec![facility("a"), facility("b")]));
    place.sql("UPDATE facilities_without_position SET name = 'B', rank = NULL WHERE id = 'b'");
    commit(&place, &of(vec![facility("a")])).unwrap();
    assert_eq!(added(&place, 1, "b"), [None, None]);
}

#[test]
fn of_a_row_that_is_not_there_the_journal_makes_nothing_up() {
    let place = Place::with(&full());
    let names = |table: &str| {
        let sql =
            format!("SELECT row FROM journal WHERE \"table\" = '{table}' ORDER BY fid LIMIT 1");
        place.ask::<String>(&sql)
    };
    for table in ["children", "cells", "indicators", "reviews", "mean_sizes", "inventories"] {
        let row = names(table).replace('\'', "''");
        let shown = || {
            place.ask::<Option<String>>(&format!(
                "SELECT after FROM journal WHERE \"table\" = '{table}' AND row = '{row}'"
            ))
        };
        assert!(shown().is_some(), "{table}");
        let another = match table {
            "children" | "cells" => "commune",
            "indicators" => "zone",
            "mean_sizes" => "department",
            _ => "territory",
        };
        place.sql(&format!("UPDATE {table} SET \"{another}\" = '99999'"));
        assert_eq!(shown(), None, "{table}: another row has its number");
    }
    // Changed, then taken away by another program.
    let mut changed = Register { facilities: vec![facility("a")], ..Register::default() };
    let place = Place::with(&changed);
    changed.facilities[0].address = "1 rue".to_owned();
    commit(&place, &changed).unwrap();
    place.sql("DELETE FROM facilities_without_position");
    assert_eq!(added(&place, 1, "a"), [None, None]);
}

#[test]
fn a_row_put_between_two_moves_no_other() {
    let of = |ids: &[&str]| Register {
        facilities: ids.iter().map(|id| facility(id)).collect(),
        ..Register::default()
    };
    let place = Place::with(&of(&["a", "b", "c"]));
    let between = of(&["z", "a", "x", "b", "c", "y"]);
    let committed = commit(&place, &between).unwrap();
    assert_eq!(committed.tally, Tally { added: 3, changed: 0, gone: 0 });
    assert_eq!(read(&place), between);
    let turned = of(&["c", "b", "a"]);
    commit(&place, &turned).unwrap();
    assert_eq!(read(&place), turned);
}

#[test]
fn a_register_that_was_changed_in_between_is_not_overwritten() {
    let place = Place::with(&full());
    let mut first = Store::open_or_create(&place.path).unwrap();
    let (mut register, base) = first.read().unwrap();
    register.facilities.pop();
    commit(&place, &register).unwrap();
    let late = first.commit(&full(), &entry(), base, &france());
    assert!(matches!(late.unwrap_err().cause, Cause::Changed));
    drop(first);

    let mut store = Store::open_or_create(&place.path).unwrap();
    let (mut register, base) = store.read().unwrap();
    place.sql("UPDATE facilities_without_position SET capacity = 7 WHERE id = 'a'");
    register.facilities.clear();
    let late = store.commit(&register, &entry(), base, &france());
    assert!(matches!(late.unwrap_err().cause, Cause::Changed), "another program's edit counts");
    let (register, base) = store.read().unwrap();
    assert_eq!(register.facilities[2].capacity, Some(7.0));
    store.commit(&Register::default(), &entry(), base, &france()).unwrap();
}

#[test]
fn what_would_not_come_back_is_refused_and_nothing_is_written() {
    let place = Place::with(&full());
    let mut no_number = facility("x");
    no_number.capacity = Some(f64::NAN);
    for wrong in [no_number, placed("x", 200.0, 0.0), facility("")] {
        let mut register = full();
        register.facilities.push(wrong);
        let error = commit(&place, &register).unwrap_err();
        assert!(matches!(error.cause, Cause::Unstorable { .. }), "{error}");
    }
    assert_eq!(read(&place), full());
}

#[test]
fn a_version_that_a_commit_gives_is_the_one_to_go_on_from() {
    let place = Place::new();
    let mut store = Store::open_or_create(&place.path).unwrap();
    let (empty, base) = store.read().unwrap();
    assert_eq!(empty, Register::default());
    let first = store.commit(&full(), &entry(), base, &France::default()).unwrap();
    assert_eq!(store.read().unwrap().1, first.version);
    let mut shorter = full();
    shorter.facilities.truncate(1);
    let second = store.commit(&shorter, &entry(), first.version, &france()).unwrap();
    assert_eq!(store.read().unwrap(), (shorter, second.version));
}

#[test]
fn answers_of_an_address_service_are_kept_apart() {
    let place = Place::with(&full());
    let mut store = Store::open_or_create(&place.path).unwrap();
    let answer = |text: &str| maillage::store::CachedAnswer {
        key: "ban|1 rue".into(),
        answer: text.into(),
        fetched_on: "2025-01-01".parse().unwrap(),
    };
    assert_eq!(store.geocode("ban|1 rue").unwrap(), None);
    let (_, base) = store.read().unwrap();
    store.keep_geocodes(&[answer("{}"), answer("[]")]).unwrap();
    assert_eq!(store.geocode("ban|1 rue").unwrap(), Some(answer("[]")));
    assert_eq!(store.read().unwrap().1, base);
}
