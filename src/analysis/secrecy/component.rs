//! The parts of a table that hang together, each a table of its own.

use std::collections::BTreeMap;

use super::table::{Derived, Item, Relation, Standing, Table};

/// A part that has a blanked value in it.
pub(super) struct Component {
    pub(super) table: Table,
    /// The cells of the whole that its own are.
    pub(super) cells: Vec<usize>,
    derived: Vec<usize>,
}

impl Component {
    /// An item of the whole.
    pub(super) fn item(&self, own: Item) -> Item {
        match own {
            Item::Cell(at) => Item::Cell(self.cells[at]),
            Item::Derived(at) => Item::Derived(self.derived[at]),
        }
    }
}

/// Parts with a blanked value, in the order of their first cells. Cells that stay link nothing:
/// they are numbers that everybody has.
pub(super) fn components(table: &Table) -> Vec<Component> {
    let links = links(table);
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for cell in 0..table.cells.len() {
        parts.entry(root(&links, cell)).or_default().push(cell);
    }
    let is_blanked =
        |cell: &usize| matches!(table.cells[*cell].standing, Standing::Small | Standing::Zone);
    parts.retain(|_, cells| cells.iter().any(is_blanked));
    let mut relations: BTreeMap<usize, Vec<&Relation>> = BTreeMap::new();
    for relation in &table.relations {
        if let Some(at) = anchor(table, relation) {
            relations.entry(root(&links, at)).or_default().push(relation);
        }
    }
    let mut derived: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, figure) in table.derived.iter().enumerate() {
        if let Some(cell) = figure.relations.iter().find_map(|relation| anchor(table, relation)) {
            derived.entry(root(&links, cell)).or_default().push(at);
        }
    }
    parts
        .into_iter()
        .map(|(root, cells)| {
            let relations = relations.remove(&root).unwrap_or_default();
            part(table, cells, &relations, derived.remove(&root).unwrap_or_default())
        })
        .collect()
}

/// The first cell of a relation that is not a number that everybody has.
fn anchor(table: &Table, relation: &Relation) -> Option<usize> {
    let loose = |at: &usize| table.cells[*at].standing != Standing::Fixed;
    relation.terms.iter().map(|(at, _)| *at).find(loose)
}

fn links(table: &Table) -> Vec<usize> {
    let mut links: Vec<usize> = (0..table.cells.len()).collect();
    let mut join = |relations: &[&Relation]| {
        let Some(first) = relations.iter().find_map(|relation| anchor(table, relation)) else {
            return;
        };
        for (at, _) in relations.iter().flat_map(|relation| &relation.terms) {
            if table.cells[*at].standing != Standing::Fixed {
                let (one, other) = (root(&links, first), root(&links, *at));
                links[one.max(other)] = one.min(other);
            }
        }
    };
    for relation in &table.relations {
        join(&[relation]);
    }
    for derived in &table.derived {
        join(&derived.relations.iter().collect::<Vec<_>>());
    }
    links
}

fn root(links: &[usize], mut at: usize) -> usize {
    while links[at] != at {
        at = links[at];
    }
    at
}

/// The table of some cells, with the fixed ones that their relations speak of.
fn part(
    table: &Table,
    mut cells: Vec<usize>,
    relations: &[&Relation],
    derived: Vec<usize>,
) -> Component {
    let of_derived = derived.iter().flat_map(|at| &table.derived[*at].relations);
    let spoken = relations.iter().copied().chain(of_derived).flat_map(|r| &r.terms);
    let fixed: std::collections::BTreeSet<usize> = spoken
        .map(|(at, _)| *at)
        .filter(|at| table.cells[*at].standing == Standing::Fixed)
        .collect();
    cells.extend(fixed);
    cells.sort_unstable();
    cells.dedup();
    let own = |relation: &Relation| {
        let terms = relation.terms.iter().map(|(at, factor)| {
            (cells.binary_search(at).expect("the cells of a relation hang together"), *factor)
        });
        Relation { terms: terms.collect(), ..*relation }
    };
    let figures = derived.iter().map(|at| {
        let figure = &table.derived[*at];
        Derived { relations: figure.relations.iter().map(own).collect(), ..*figure }
    });
    let table = Table {
        cells: cells.iter().map(|at| table.cells[*at]).collect(),
        relations: relations.iter().map(|relation| own(relation)).collect(),
        derived: figures.collect(),
    };
    Component { table, cells, derived }
}
