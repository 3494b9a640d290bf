//! Laws: nothing panics, whole tables raise nothing, one altered figure raises one defect.

use std::fmt::Write;

use maillage::import::portrait::{Document, MAX_BYTES, MAX_LINES, PortraitError, read, recognise};
use proptest::prelude::*;

use super::{defects, portrait};

/// A table of counts by zone, with its total.
fn table(columns: &[Vec<i64>], totals: &[i64], by_age: bool) -> String {
    let mut text = "1. ACCUEIL\n\n\tVALMONT\tARDENNE HAUTE\n".to_owned();
    let rows = columns[0].len();
    for row in 0..rows {
        let label = if by_age {
            format!("Nb d'enfants {}-{} ans", 2 * row, 2 * row + 1)
        } else {
            format!("Action n{}", ["alpha", "bravo", "charlie", "delta", "echo", "fox"][row])
        };
        let _ = writeln!(text, "{label}\t{}\t{}", columns[0][row], columns[1][row]);
    }
    let total =
        if by_age { format!("Total enfants 0-{} ans", 2 * rows - 1) } else { "TOTAL".into() };
    let _ = writeln!(text, "{total}\t{}\t{}\n\nSource : Caf 2022", totals[0], totals[1]);
    text
}

fn columns() -> impl Strategy<Value = Vec<Vec<i64>>> {
    (2usize..6).prop_flat_map(|rows| {
        proptest::collection::vec(proptest::collection::vec(10i64..900_000, rows), 2)
    })
}

proptest! {
    #[test]
    fn any_text_is_read_and_each_line_has_a_role(text in "(?s).{0,400}") {
        let _ = recognise(&text);
        prop_assert_eq!(portrait(&text).lines.len(), text.lines().count());
    }

    #[test]
    fn any_text_of_the_words_of_portraits_is_read(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("\t"), Just("\n"), Just("\tA\tB\n"), Just("\tNb\t%\n"), Just("<5"), Just("12"),
                Just("1 378"), Just("67,5"), Just("% des "), Just("Total "), Just("0-2 ans"),
                Just("dont "), Just("Taux "), Just("Source : Caf 2022\n"), Just("EAJE"),
                Just("\tNb structures\tNb places\n"), Just("2. X\n"), Just("enfants "),
                Just("Sources : Insee RP2019\n"), Just("<99999999"), Just("999999999999999"),
                Just("-"), Just("\t2022\n"), Just("population "), Just("<i>"), Just("%"),
            ],
            0..120,
        )
    ) {
        let text = parts.concat();
        let _ = recognise(&text);
        prop_assert_eq!(portrait(&text).lines.len(), text.lines().count());
    }

    #[test]
    fn a_whole_table_raises_nothing(columns in columns(), by_age: bool) {
        let totals: Vec<i64> = columns.iter().map(|column| column.iter().sum()).collect();
        let read = portrait(&table(&columns, &totals, by_age));
        prop_assert!(defects(&read).is_empty(), "{:?}", defects(&read));
    }

    #[test]
    fn one_altered_figure_raises_one_defect(
        mut columns in columns(), by_age: bool, zone in 0usize..2, at in 0usize..7,
        change in prop_oneof![1i64..10, -9i64..0],
    ) {
        let mut totals: Vec<i64> = columns.iter().map(|column| column.iter().sum()).collect();
        match columns[zone].get_mut(at) {
            Some(addend) => *addend += change,
            None => totals[zone] += change,
        }
        let read = portrait(&table(&columns, &totals, by_age));
        prop_assert_eq!(defects(&read).len(), 1, "{:?}", defects(&read));
    }

    #[test]
    fn shares_of_a_population_raise_nothing_and_one_wrong_share_one_defect(
        counts in proptest::collection::vec(1i64..4_000, 2..8), wrong in 0usize..8,
    ) {
        let share = |count: i64| format!("{:.1}", 100.0 * count as f64 / 15_178.0).replace('.', ",");
        let text = |wrong: Option<usize>| {
            let mut text = "\tVALMONT\t\n\tNb\t% de la population\nPopulation Insee\t15178\t\n".to_owned();
            for (at, count) in counts.iter().enumerate() {
                let shown = if wrong == Some(at) { share(count + 500) } else { share(*count) };
                let word = ["alpha", "bravo", "charlie", "delta", "echo", "fox", "golf", "hotel"][at];
                let _ = writeln!(text, "Nb {word}\t{count}\t{shown}");
            }
            text
        };
        prop_assert!(defects(&portrait(&text(None))).is_empty());
        let read = portrait(&text(Some(wrong % counts.len())));
        prop_assert_eq!(defects(&read).len(), 1);
    }
}

#[test]
fn a_text_beyond_the_bounds_is_refused() {
    let document =
        Document { file: "f", id: "d", short: "D", caf: "Caf", zone: &|_| None, usage: None };
    let long = "x".repeat(MAX_BYTES + 1);
    assert_eq!(read(&long, document).unwrap_err(), PortraitError::TooLong { bytes: MAX_BYTES + 1 });
    let many = "\n".repeat(MAX_LINES + 1);
    let refused = read(&many, document).unwrap_err();
    assert_eq!(refused, PortraitError::TooManyLines { lines: MAX_LINES + 1 });
}

#[test]
fn a_hostile_table_is_read_in_bounded_time() {
    let mut text = "\tVALMONT\tARDENNE HAUTE\n\tNb\t%\n".to_owned();
    for row in 0..MAX_LINES - 2 {
        let _ = writeln!(text, "Nb {row}\t{row}\t1,0");
    }
    let read = portrait(&text);
    assert_eq!(read.lines.len(), MAX_LINES);
    assert!(read.audit.iter().any(|remark| remark.code == "not-audited"));
}

#[test]
fn many_wide_and_wrong_tables_are_audited_in_bounded_time() {
    let mut text = String::new();
    while text.len() < MAX_BYTES - 200_000 {
        text.push_str("1. X\n\tVALMONT\t\n\tNb\t%\n");
        for row in 0..230 {
            let _ = writeln!(text, "Nb X\t{row}\t1,0\n% des Y\t3,0\nTaux EAJE\t2,0");
        }
        text.push_str("TOTAL\t3\t1,0\nSource : Caf 2022\n");
    }
    if text.lines().count() > MAX_LINES {
        text = text.lines().take(MAX_LINES).fold(String::new(), |all, line| all + line + "\n");
    }
    let start = std::time::Instant::now();
    let read = portrait(&text);
    assert!(read.audit.iter().all(|remark| remark.code != "not-audited"));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
