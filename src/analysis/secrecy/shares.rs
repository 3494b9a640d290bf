//! Shares and amounts among published figures: of which count, and of which whole.

use std::collections::{BTreeSet, HashMap};

use super::links::push_derived;
use super::rules::{Read, Unit};
use super::table::{Derived, Printed, SMALL, Table};

/// The fewest shares that have to agree with a whole that no words name.
const FEWEST_AGREEING: usize = 3;
/// The most digits behind the comma that shares are printed with.
const MOST_DECIMALS: u32 = 3;
/// What a count and an amount are said to be of, beside the benefit.
const PEOPLE: &[&str] = &["allocataire", "enfant", "famille", "foyer", "personne", "beneficiaire"];

/// Words of an amount for each of them.
const MEAN: &[&str] = &["moyen", "moyenne", "mensuel", "mensuelle"];

/// A share: the figure, the count it is a part of.
struct Share {
    read: usize,
    part: usize,
    printed: Printed,
    whole: Option<usize>,
}

/// Counts of a zone.
type ByZone<'a> = HashMap<&'a str, Vec<usize>>;

/// Adds shares whose whole is known. Gives the figure of each, and those that only follow a count.
pub(super) fn add(
    all: &[Read<'_>],
    cells: &[Option<usize>],
    table: &mut Table,
) -> (Vec<usize>, Vec<(usize, usize)>) {
    let mut zones: ByZone<'_> = HashMap::new();
    for (at, read) in all.iter().enumerate().filter(|(at, _)| cells[*at].is_some()) {
        zones.entry(&read.indicator.zone).or_default().push(at);
    }
    let decimals = decimals(all);
    let mut shares = Vec::new();
    let mut followers = Vec::new();
    for (at, read) in all.iter().enumerate() {
        let Some(counts) = zones.get(read.indicator.zone.as_str()) else { continue };
        if read.unit == Unit::Euro {
            followers.extend(paid_to(all, counts, read).into_iter().map(|count| (at, count)));
        }
        let part = if read.unit == Unit::Percent { part_of(all, counts, read) } else { None };
        let Some(part) = part else { continue };
        match printed(read, decimals.get(read.indicator.source.as_str()).copied().unwrap_or(0)) {
            Some(printed) => {
                let whole = named(all, counts, read, part);
                shares.push(Share { read: at, part, printed, whole });
            }
            None => followers.push((at, part)),
        }
    }
    vote(all, &zones, &mut shares);
    let mut derived = Vec::new();
    for share in shares {
        let cell = |read: usize| cells[read].expect("counts are cells");
        let figure = share
            .whole
            .and_then(|whole| Derived::ratio(cell(share.part), cell(whole), 100, share.printed));
        if let Some(figure) = figure.filter(|figure| !figure.is_broken(&table.cells)) {
            push_derived(table, figure, &all[share.read]);
            derived.push(share.read);
        } else {
            // One that contradicts its counts is no row to reckon with, but still tells of both.
            let told = [Some(share.part), share.whole].into_iter().flatten();
            followers.extend(told.map(|count| (share.read, count)));
        }
    }
    (derived, followers)
}

/// How many digits the shares of a source are printed with: the most that one needs.
pub(super) fn decimals<'a>(all: &[Read<'a>]) -> HashMap<&'a str, u32> {
    let mut found = HashMap::new();
    for read in all.iter().filter(|read| read.unit == Unit::Percent) {
        let Some(value) = read.indicator.value.value() else { continue };
        let needed = (0..MOST_DECIMALS).find(|digits| {
            let scaled = value * f64::from(10_u32.pow(*digits));
            (scaled - scaled.round()).abs() < 1e-6
        });
        let known = found.entry(read.indicator.source.as_str()).or_insert(0);
        *known = needed.unwrap_or(MOST_DECIMALS).max(*known);
    }
    found
}

fn printed(read: &Read<'_>, decimals: u32) -> Option<Printed> {
    let scaled = read.indicator.value.value()? * f64::from(10_u32.pow(decimals));
    let sane = (0.0..1e9).contains(&scaled);
    sane.then_some(Printed { mantissa: scaled.round() as i64, decimals })
}

/// The count that a share stands beside: the same row.
fn part_of(all: &[Read<'_>], counts: &[usize], read: &Read<'_>) -> Option<usize> {
    let (own, _) = match read.name.share_of {
        Some(_) => read.indicator.name.rsplit_once(" – ")?,
        None => (read.indicator.name.as_str(), ""),
    };
    let fits = |at: &&usize| {
        let count = &all[**at];
        count.indicator.name == own && count.is_of_the_time_of(read)
    };
    counts.iter().find(fits).copied()
}

/// The counts of those that an amount was paid to at its time, by the name of the benefit: those of
/// its own ages, else of any.
fn paid_to(all: &[Read<'_>], counts: &[usize], read: &Read<'_>) -> Vec<usize> {
    let paid = benefit(&read.name.words);
    let fits = |at: &usize| {
        let count = &all[*at];
        !paid.is_empty() && benefit(&count.name.words) == paid && count.is_of_the_time_of(read)
    };
    let found: Vec<usize> = counts.iter().copied().filter(fits).collect();
    let (same, others): (Vec<usize>, Vec<usize>) =
        found.into_iter().partition(|at| all[*at].name.ages == read.name.ages);
    if same.is_empty() { others } else { same }
}

/// What is paid, apart from to whom and how it is summed up.
fn benefit(words: &BTreeSet<String>) -> BTreeSet<String> {
    let says = |word: &&String| !PEOPLE.contains(&word.as_str()) && !MEAN.contains(&word.as_str());
    words.iter().filter(says).cloned().collect()
}

/// Mean amounts that, with the whole amount beside them, tell that it was paid to 1 to 4.
pub(super) fn small_by_means(all: &[Read<'_>]) -> Vec<usize> {
    let is_mean = |read: &Read<'_>| read.name.words.iter().any(|w| MEAN.contains(&w.as_str()));
    let mut amounts: HashMap<(&str, BTreeSet<String>), Vec<usize>> = HashMap::new();
    let is_amount = |read: &Read<'_>| read.unit == Unit::Euro && !read.name.is_change;
    for (at, read) in all.iter().enumerate().filter(|(_, read)| is_amount(read)) {
        let key = (read.indicator.zone.as_str(), benefit(&read.name.words));
        amounts.entry(key).or_default().push(at);
    }
    let tells = |mean: usize, whole: usize| {
        let (mean, whole) = (&all[mean], &all[whole]);
        let paid_to = || {
            Some(
                whole.indicator.value.value()?
                    / mean.indicator.value.value().filter(|m| *m > 0.0)?,
            )
        };
        mean.covered
            && !is_mean(whole)
            && mean.name.ages == whole.name.ages
            && mean.is_of_the_time_of(whole)
            && paid_to().is_some_and(|people| people > 0.5 && people < SMALL as f64 + 0.5)
    };
    let groups = amounts.values();
    let mut found: Vec<usize> = groups
        .flat_map(|group| {
            let means = group.iter().copied().filter(|at| is_mean(&all[*at]));
            means.filter(|mean| group.iter().any(|whole| tells(*mean, *whole)))
        })
        .collect();
    found.sort_unstable();
    found
}

/// The count whose words are those that the share names.
fn named(all: &[Read<'_>], counts: &[usize], read: &Read<'_>, part: usize) -> Option<usize> {
    let of = read.name.share_of.as_ref().filter(|of| !of.words.is_empty())?;
    let fits = |at: &&usize| {
        let count = &all[**at];
        **at != part
            && count.name.ages == of.ages
            && of.words.is_subset(&count.name.full)
            && count.name.words.is_subset(&of.full)
            && count.is_of_the_time_of(read)
    };
    counts.iter().find(fits).copied()
}

/// Wholes that no words name: the count that nearly all shares of one wording agree with.
fn vote(all: &[Read<'_>], zones: &ByZone<'_>, shares: &mut [Share]) {
    let mut groups: HashMap<(&str, &BTreeSet<String>), Vec<usize>> = HashMap::new();
    for (at, share) in shares.iter().enumerate().filter(|(_, share)| share.whole.is_none()) {
        let read = &all[share.read];
        groups
            .entry((read.indicator.zone.as_str(), &all[share.part].name.words))
            .or_default()
            .push(at);
    }
    let mut chosen = Vec::new();
    for ((zone, _), group) in groups {
        let telling: Vec<&Share> = group
            .iter()
            .map(|at| &shares[*at])
            .filter(|share| all[share.part].count().is_some_and(|count| count > 0))
            .collect();
        let agreeing = |whole: usize| {
            let agrees = |share: &&&Share| is_share(&all[share.part], &all[whole], share.printed);
            telling.iter().filter(agrees).count()
        };
        let best = zones[zone]
            .iter()
            .map(|whole| (*whole, agreeing(*whole)))
            .max_by_key(|(whole, votes)| (*votes, std::cmp::Reverse(*whole)));
        if let Some((whole, votes)) = best
            && votes >= FEWEST_AGREEING
            && 4 * votes >= 3 * telling.len()
        {
            chosen.extend(group.into_iter().map(|at| (at, whole)));
        }
    }
    for (at, whole) in chosen {
        shares[at].whole = Some(whole);
    }
}

fn is_share(part: &Read<'_>, whole: &Read<'_>, printed: Printed) -> bool {
    let (Some(part), Some(whole)) = (part.count(), whole.count()) else { return false };
    let exact = 200 * i128::from(10_i64.pow(printed.decimals)) * i128::from(part);
    let (twice, whole) = (2 * i128::from(printed.mantissa), i128::from(whole));
    whole > 0 && ((twice - 1) * whole..=(twice + 1) * whole).contains(&exact)
}
