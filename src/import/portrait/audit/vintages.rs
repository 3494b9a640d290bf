//! Vintages: several in one table, and one figure under two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Finding, ask, quoted, twice};
use crate::import::portrait::number::{self, Printed};
use crate::import::portrait::provenance;
use crate::import::portrait::table::Tables;

/// The most figures that a reason names.
const NAMED: usize = 3;

/// A figure that two rows give.
type Redated = (usize, usize, Printed);

/// One finding for all tables that mix years, and one for each pair of source lines that date the
/// same figures differently.
pub(super) fn findings(tables: &Tables) -> Vec<Finding> {
    mixed(tables).into_iter().chain(two_vintages(tables)).collect()
}

fn mixed(tables: &Tables) -> Option<Finding> {
    let mixes = |group: &usize| {
        let origins = &tables.groups[*group].origins;
        let years: BTreeSet<&str> =
            origins.iter().flat_map(|origin| provenance::years(&origin.vintage)).collect();
        years.len() > 1
    };
    let (first, group) = tables
        .rows
        .iter()
        .enumerate()
        .find_map(|(at, row)| Some((at, row.group.filter(mixes)?)))?;
    let mut named: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for group in (0..tables.groups.len()).filter(mixes) {
        for origin in &tables.groups[group].origins {
            let name = format!("{} {}", origin.publisher, origin.vintage).trim().to_owned();
            named.entry(name).or_default().insert(origin.line);
        }
    }
    let list = |(name, lines): (String, BTreeSet<u32>)| {
        let lines: Vec<String> = lines.iter().take(2 * NAMED + 2).map(u32::to_string).collect();
        let word = if lines.len() > 1 { "lignes" } else { "ligne" };
        format!("{name} ({word} {})", lines.join(", "))
    };
    let many = named.len();
    let listed: Vec<String> = named.into_iter().take(12).map(list).collect();
    Some(Finding {
        row: first,
        cell: String::new(),
        code: "mixed-vintages",
        quote: tables.groups[group].text.clone(),
        reason: format!(
            "Des tableaux mêlent {many} sources de millésimes différents\u{a0}: {}. Un taux dont les \
             deux termes ne sont pas de la même année n’est qu’approché.",
            listed.join("\u{202f}; ")
        ),
        remedy: ask("le millésime de chaque ligne"),
        rows: Vec::new(),
        zone: None,
    })
}

/// Figures of one publisher that are the same under two years.
fn two_vintages(tables: &Tables) -> Vec<Finding> {
    let mut first: HashMap<twice::Key<'_>, Vec<(usize, Printed)>> = HashMap::new();
    let mut pairs: BTreeMap<(usize, usize), Vec<Redated>> = BTreeMap::new();
    for (at, row) in tables.rows.iter().enumerate() {
        for reading in &row.readings {
            let (Some(key), Some(printed)) = (twice::key(tables, row, reading), reading.count())
            else {
                continue;
            };
            let printed = Printed { mantissa: printed, decimals: 0 };
            let before = first.entry(key).or_default();
            let other = before.iter().find(|(other, same)| {
                *same == printed && printed.mantissa > 0 && redated(tables, *other, at)
            });
            if let (Some((other, _)), Some(later)) = (other, row.group) {
                let earlier = tables.rows[*other].group.unwrap_or(later);
                pairs.entry((earlier, later)).or_default().push((*other, at, printed));
            }
            if before.len() < NAMED {
                before.push((at, printed));
            }
        }
    }
    let mut told = BTreeSet::new();
    let each = pairs.into_iter().filter(|((_, later), _)| told.insert(*later));
    each.map(|((earlier, later), figures)| redating(tables, earlier, later, &figures)).collect()
}

fn redated(tables: &Tables, one: usize, other: usize) -> bool {
    let origin = |row: usize| tables.origin(&tables.rows[row]).filter(|origin| origin.certain);
    let (Some(a), Some(b)) = (origin(one), origin(other)) else { return false };
    let (years_a, years_b) = (provenance::years(&a.vintage), provenance::years(&b.vintage));
    a.publisher == b.publisher && !years_a.is_empty() && !years_b.is_empty() && years_a != years_b
}

fn redating(tables: &Tables, earlier: usize, later: usize, figures: &[Redated]) -> Finding {
    let vintage = |row: usize| {
        tables.origin(&tables.rows[row]).map(|origin| origin.vintage).unwrap_or_default()
    };
    let (one, other, _) = figures[0];
    let mut rows: Vec<usize> = Vec::new();
    let mut named: Vec<String> = Vec::new();
    for (_, at, printed) in figures {
        if !rows.contains(at) && named.len() <= NAMED {
            let number = number::french(printed.mantissa.into(), 0);
            named.push(format!("{} ({number})", quoted(&tables.rows[*at].label)));
        }
        rows.push(*at);
    }
    let more = if named.len() > NAMED { " et d’autres" } else { "" };
    named.truncate(NAMED);
    Finding {
        row: other,
        cell: String::new(),
        code: "two-vintages",
        quote: tables.groups[later].text.clone(),
        reason: format!(
            "{}{more} portent les mêmes valeurs sous deux millésimes\u{a0}: {} (ligne {}) et {} \
             (ligne {}).",
            named.join(", "),
            vintage(one),
            tables.groups[earlier].line,
            vintage(other),
            tables.groups[later].line
        ),
        remedy: ask("de quel millésime sont ces chiffres"),
        rows: Vec::new(),
        zone: None,
    }
}
