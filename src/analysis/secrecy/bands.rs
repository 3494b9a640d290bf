//! Bands of ages that lie side by side within a total, each age once.

use super::rules::Read;

/// The most sets of bands that are held against one total: of those that fill it, and of others.
const MOST_SETS: usize = 64;
/// The most bands that are tried on the way to them.
const MOST_TRIED: usize = 20_000;

/// Counts of one moment that share no age, with no room for a further one between them.
pub(super) struct Set {
    pub(super) parts: Vec<usize>,
    /// They leave out no age of the total; of one without ages, none between them.
    pub(super) is_full: bool,
}

/// The sets of `near` within a total of `ages`, the full ones first. A band that is in none stands
/// alone.
pub(super) fn sets(all: &[Read<'_>], near: &[usize], ages: Option<(u8, u8)>) -> Vec<Set> {
    let mut bands: Vec<(usize, (u8, u8))> =
        near.iter().filter_map(|at| Some((*at, all[*at].name.ages?))).collect();
    let (from, to) = ages.unwrap_or((0, u8::MAX));
    bands.retain(|(_, band)| Some(*band) != ages && from <= band.0 && band.1 <= to);
    let mut search =
        Search { all, bands: &bands, ages, full: true, taken: vec![], tried: 0, found: vec![] };
    search.go_on(from, true);
    let mut found: Vec<Set> =
        search.found.drain(..).map(|parts| Set { parts, is_full: true }).collect();
    (search.full, search.tried) = (false, 0);
    search.go_on(from, true);
    found.extend(search.found.into_iter().map(|parts| Set { parts, is_full: false }));
    let is_alone = |at: &usize| !found.iter().any(|set| set.parts.contains(at));
    let alone: Vec<usize> = bands.iter().map(|(at, _)| *at).filter(is_alone).collect();
    found.extend(alone.into_iter().map(|at| Set { parts: vec![at], is_full: false }));
    found
}

struct Search<'a> {
    all: &'a [Read<'a>],
    bands: &'a [(usize, (u8, u8))],
    ages: Option<(u8, u8)>,
    /// Whether sets that fill the total are sought, or the others.
    full: bool,
    taken: Vec<usize>,
    tried: usize,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    /// Takes a band from the age `next` on; `full`: none was left out before it.
    fn go_on(&mut self, next: u8, full: bool) {
        self.tried += 1;
        if self.found.len() == MOST_SETS || self.tried > MOST_TRIED {
            return;
        }
        let all = self.all;
        let fits = |(at, band): &(usize, (u8, u8))| {
            band.0 >= next && self.taken.iter().all(|of| all[*of].is_of_the_time_of(&all[*at]))
        };
        let open: Vec<(usize, (u8, u8))> = self.bands.iter().copied().filter(fits).collect();
        let Some(nearest) = open.iter().map(|(_, band)| band.1).min() else {
            let full = full && self.ages.is_none_or(|(_, to)| next > to);
            if full == self.full && !self.taken.is_empty() {
                self.found.push(self.taken.clone());
            }
            return;
        };
        // One that begins later leaves room for the nearest.
        for (at, (first, last)) in open.into_iter().filter(|(_, band)| band.0 <= nearest) {
            let begins = self.ages.is_none() && self.taken.is_empty();
            let full = full && (begins || first == next);
            if full || !self.full {
                self.taken.push(at);
                self.go_on(last + 1, full);
                self.taken.pop();
            }
        }
    }
}
