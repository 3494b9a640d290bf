//! Laws of secondary suppression on random tables. Synthetic.

use maillage::analysis::secrecy::{
    Cell, Interval, Item, Knowledge, Relation, STEPS, Standing, Table, attack, suppress,
};

use crate::margins::{Margins, Random};

#[test]
fn no_blanked_value_of_a_thousand_random_tables_is_narrowed_below_one_to_four() {
    let mut random = Random(20_261_123);
    let (mut blanked, mut unproven) = (0, 0);
    for round in 0..1000 {
        let margins = Margins::random(&mut random, 3);
        let table = margins.table();
        let found = suppress(&table, STEPS);
        blanked += found.secondary.len();
        unproven += usize::from(!found.optimal);
        assert!(margins.is_protected(&found.secondary), "{round}: {margins:?} {found:?}");
        for item in &found.secondary {
            if let Item::Cell(at) = item {
                assert_ne!(table.cells[*at].value, Some(0), "{round}: zero is never blanked");
            }
        }
        assert!(found.exposed.iter().all(|at| *at >= margins.counts.len()), "{round}");
    }
    assert!(blanked > 500 && unproven < 100, "{blanked} blanked, {unproven} without proof");
}

#[test]
fn no_cheaper_set_protects_and_none_of_it_can_be_left_out() {
    let mut random = Random(7);
    let mut seen = 0;
    while seen < 100 {
        let margins = Margins::random(&mut random, 2);
        let table = margins.table();
        let free = table.free();
        let found = suppress(&table, STEPS);
        if found.secondary.is_empty() || free.len() > 10 {
            continue;
        }
        seen += 1;
        for left_out in &found.secondary {
            let kept = found.secondary.iter().copied().filter(|item| item != left_out);
            let kept: Vec<Item> = kept.collect();
            assert!(!margins.is_protected(&kept), "{margins:?} {found:?} {left_out:?}");
        }
        for subset in 0..1_u32 << free.len() {
            if found.optimal && u64::from(subset.count_ones()) < found.cost {
                let chosen = (0..free.len()).filter(|at| subset >> at & 1 == 1);
                let items: Vec<Item> = chosen.map(|at| free[at]).collect();
                assert!(!margins.is_protected(&items), "{margins:?} {found:?} {items:?}");
            }
        }
    }
}

#[test]
fn without_steps_everything_that_is_linked_is_blanked_and_no_proof_is_claimed() {
    let mut random = Random(11);
    for _ in 0..50 {
        let margins = Margins::random(&mut random, 3);
        let table = margins.table();
        let found = suppress(&table, 1);
        assert!(margins.is_protected(&found.secondary), "{margins:?} {found:?}");
        assert!(found.bound <= found.cost);
    }
}

/// Three communes of an EPCI, two of them with a value below five.
pub fn three_communes(values: [i64; 3]) -> Table {
    let total = values.iter().sum();
    let cells = values.into_iter().chain([total]).map(|value| Cell::counted(value, 1)).collect();
    Table { cells, relations: vec![Relation::total(3, &[0, 1, 2])], derived: vec![] }
}

#[test]
fn one_small_value_of_a_total_takes_a_second_blank_with_it() {
    let table = three_communes([2, 30, 40]);
    let given_back = attack(&table, &[], Knowledge::Blanks, STEPS);
    assert_eq!(given_back, [(0, Some(Interval { low: 2, high: Some(2) }))]);
    let found = suppress(&table, STEPS);
    assert_eq!((found.secondary.as_slice(), found.cost), (&[Item::Cell(1)][..], 1));
    let safe = attack(&table, &found.secondary, Knowledge::Reasons, STEPS);
    assert_eq!(safe[0], (0, Some(Interval { low: 1, high: Some(4) })));
}

#[test]
fn a_partner_too_near_to_five_is_not_chosen_for_who_knows_why_it_is_blank() {
    // 2 + 6 = 8: who knows that 6 was not blanked for its own sake knows that the other is below 4.
    let found = suppress(&three_communes([2, 6, 40]), STEPS);
    assert_eq!(found.secondary, [Item::Cell(2)]);
}

#[test]
fn all_of_a_small_zone_is_blanked_and_keeps_five_values() {
    let mut table = three_communes([60, 70, 80]);
    table.cells[0] = Cell { value: Some(60), standing: Standing::Zone };
    let found = suppress(&table, STEPS);
    assert_eq!(found.secondary.len(), 1);
    for knowledge in Knowledge::ALL {
        let left = attack(&table, &found.secondary, knowledge, STEPS)[0].1.unwrap();
        assert!(left.width().is_none_or(|width| width >= 5), "{left:?}");
    }
}

#[test]
fn a_figure_that_nobody_can_blank_is_told_to_expose() {
    let mut table = three_communes([2, 30, 40]);
    for at in 1..4 {
        table.cells[at].standing = Standing::Fixed;
    }
    assert_eq!(suppress(&table, STEPS).exposed, [0]);
}

#[test]
fn figures_that_contradict_each_other_prove_nothing() {
    let mut table = three_communes([0, 30, 40]);
    table.cells[3].value = Some(71);
    assert_eq!(table.drop_broken(), 1);
    assert!(table.relations.is_empty());
}

/// Communes with an age each column, and all their shares.
fn communes(rows: usize, columns: usize) -> Margins {
    let mut random = Random(3);
    let count = |random: &mut Random| match random.below(10) {
        0 | 1 => 0,
        2 => 1 + random.count(4),
        _ => 5 + random.count(90),
    };
    let counts: Vec<i64> = (0..rows * columns).map(|_| count(&mut random)).collect();
    let mut shares = Vec::new();
    for row in 0..rows {
        let base: i64 = counts[row * columns..(row + 1) * columns].iter().sum();
        for column in 0..columns {
            shares.push((row, column, (2000 * counts[row * columns + column] + base) / (2 * base)));
        }
    }
    Margins { rows, columns, counts, shares }
}

fn keeps_small_values_whole(table: &Table, blanked: &[Item]) {
    for (cell, left) in attack(table, blanked, Knowledge::Reasons, 1_000_000_000) {
        if table.cells[cell].standing == Standing::Small {
            let left = left.unwrap();
            assert!(left.low == 1 && left.high == Some(4), "{cell}: {left:?}");
        }
    }
}

#[test]
fn a_table_of_communes_with_all_its_shares_is_protected_without_blanking_it_whole() {
    let table = communes(10, 5).table();
    let found = suppress(&table, STEPS);
    assert!(found.secondary.len() * 2 < table.free().len(), "{found:?}");
    keeps_small_values_whole(&table, &found.secondary);
}

#[test]
fn a_table_of_an_epci_too_large_for_proofs_is_not_blanked_whole() {
    let table = communes(47, 10).table();
    let found = suppress(&table, 10_000_000);
    assert!(found.secondary.len() * 2 < table.free().len(), "{}", found.secondary.len());
    let is_shown = |at: &usize| !found.secondary.contains(&Item::Derived(*at));
    let shown = (0..table.derived.len()).filter(is_shown).map(|at| table.derived[at].clone());
    let parts = shown.flat_map(|share| share.relations.into_iter().flat_map(|row| row.terms));
    for (cell, _) in parts {
        let blanked = found.secondary.contains(&Item::Cell(cell));
        assert!(!blanked && table.cells[cell].standing != Standing::Small, "{cell}");
    }
    // The shares that are left are of shown counts, and tell nothing.
    keeps_small_values_whole(&Table { derived: vec![], ..table }, &found.secondary);
}
