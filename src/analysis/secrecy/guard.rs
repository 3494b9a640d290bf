//! Blanked values against the attacker: the cuts that his successes make, and the sets that meet
//! them.

use std::collections::BTreeSet;

use super::attack::{Attacker, Knowledge, Need};
use super::fraction::Exhausted;
use super::hitting::cheapest;
use super::simplex::Budget;
use super::suppress::is_primary;
use super::table::{Item, Standing, Table};

/// The blanked values of a table, what they need, and the attacker that tries it.
pub(super) struct Guard<'a> {
    pub(super) attacker: Attacker<'a>,
    table: &'a Table,
    pub(super) free: &'a [Item],
    /// Cells, and what each needs against whom.
    pub(super) needs: Vec<(usize, Knowledge, Need)>,
    /// Small values that cannot be kept whole.
    pub(super) exposed: Vec<usize>,
    /// Small values that cannot be kept whole from who knows the reasons.
    pub(super) told: Vec<usize>,
}

impl<'a> Guard<'a> {
    pub(super) fn new(table: &'a Table, free: &'a [Item], steps: u64) -> Result<Self, Exhausted> {
        let mut guard = Self::with_needs(table, free, &[], steps)?;
        for knowledge in Knowledge::ALL {
            guard.attacker.show(|_| false, knowledge)?;
            for cell in (0..table.cells.len()).filter(|cell| is_primary(table, *cell)) {
                let need = guard.attacker.need(cell)?;
                let small = table.cells[cell].standing == Standing::Small;
                if small && need != Some(Need::WHOLE) {
                    match knowledge {
                        Knowledge::Blanks => guard.exposed.push(cell),
                        Knowledge::Reasons => guard.told.push(cell),
                    }
                }
                guard.needs.extend(need.map(|need| (cell, knowledge, need)));
            }
        }
        Ok(guard)
    }

    pub(super) fn with_needs(
        table: &'a Table,
        free: &'a [Item],
        needs: &[(usize, Knowledge, Need)],
        steps: u64,
    ) -> Result<Self, Exhausted> {
        Ok(Self {
            attacker: Attacker::new(table, Budget(steps))?,
            table,
            free,
            needs: needs.to_vec(),
            exposed: Vec::new(),
            told: Vec::new(),
        })
    }

    /// The same with steps of its own.
    pub(super) fn afresh(&self, steps: u64) -> Result<Self, Exhausted> {
        Self::with_needs(self.table, self.free, &self.needs, steps)
    }

    /// Whether a need is met while only `shown` are shown.
    fn holds(
        &mut self,
        (cell, knowledge, need): (usize, Knowledge, Need),
        shown: &BTreeSet<usize>,
    ) -> Result<bool, Exhausted> {
        let free = self.free;
        let is_shown = |item: Item| free.binary_search(&item).is_ok_and(|at| shown.contains(&at));
        self.attacker.show(is_shown, knowledge)?;
        self.attacker.is_safe(cell, need)
    }

    fn all_hold(&mut self, shown: &BTreeSet<usize>) -> Result<bool, Exhausted> {
        for need in self.needs.clone() {
            if !self.holds(need, shown)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The cheapest items to blank, or a cost that none is below where the steps run out.
    pub(super) fn proven(
        &mut self,
        costs: &[u64],
        cuts: &mut Vec<Vec<usize>>,
    ) -> Result<Vec<usize>, u64> {
        let mut lower = 0;
        loop {
            let blanked =
                cheapest(cuts, costs, &mut self.attacker.budget).map_err(|Exhausted| lower)?;
            lower = blanked.iter().map(|item| costs[*item]).sum();
            let found = cuts.len();
            self.cut(&blanked, cuts).map_err(|Exhausted| lower)?;
            if cuts.len() == found {
                return Ok(blanked);
            }
        }
    }

    /// Adds cuts for every need that is not met: for each as many as share no item.
    fn cut(&mut self, blanked: &[usize], cuts: &mut Vec<Vec<usize>>) -> Result<(), Exhausted> {
        let blanked: BTreeSet<usize> = blanked.iter().copied().collect();
        let mut shown: BTreeSet<usize> =
            (0..self.free.len()).filter(|item| !blanked.contains(item)).collect();
        for need in self.needs.clone() {
            while !shown.is_empty() && !self.holds(need, &shown)? {
                let among: Vec<usize> = shown.iter().copied().collect();
                let cut = self.fewest(need, &BTreeSet::new(), false, &among)?;
                for item in &cut {
                    shown.remove(item);
                }
                cuts.push(cut);
            }
        }
        Ok(())
    }

    /// The fewest of `among` that break a need, given that `with` are shown (`QuickXplain`: none of
    /// them can be left out).
    fn fewest(
        &mut self,
        need: (usize, Knowledge, Need),
        with: &BTreeSet<usize>,
        grown: bool,
        among: &[usize],
    ) -> Result<Vec<usize>, Exhausted> {
        if grown && !self.holds(need, with)? {
            return Ok(Vec::new());
        }
        if let [one] = among {
            return Ok(vec![*one]);
        }
        let (first, second) = among.split_at(among.len() / 2);
        let joined = |more: &[usize]| with.iter().copied().chain(more.iter().copied()).collect();
        let late = self.fewest(need, &joined(first), true, second)?;
        let early = self.fewest(need, &joined(&late), !late.is_empty(), first)?;
        Ok(early.into_iter().chain(late).collect())
    }

    /// Blanks the cheapest figure of every attack, one after the other, until none succeeds.
    pub(super) fn complete(&mut self, costs: &[u64]) -> Result<BTreeSet<usize>, Exhausted> {
        let mut shown: BTreeSet<usize> = (0..self.free.len()).collect();
        for need in self.needs.clone() {
            while !shown.is_empty() && !self.holds(need, &shown)? {
                let among: Vec<usize> = shown.iter().copied().collect();
                let cut = self.fewest(need, &BTreeSet::new(), false, &among)?;
                if let Some(cheapest) = cut.into_iter().min_by_key(|at| (costs[*at], *at)) {
                    shown.remove(&cheapest);
                }
            }
        }
        Ok((0..self.free.len()).filter(|at| !shown.contains(at)).collect())
    }

    /// Leaves out what is not needed, as far as the steps suffice to tell, the dearest first.
    pub(super) fn thinned(mut self, costs: &[u64], mut blanked: BTreeSet<usize>) -> Vec<usize> {
        let mut order: Vec<usize> = blanked.iter().copied().collect();
        order.sort_by_key(|item| (std::cmp::Reverse(costs[*item]), *item));
        for item in order {
            blanked.remove(&item);
            let shown = (0..self.free.len()).filter(|item| !blanked.contains(item)).collect();
            if self.all_hold(&shown) != Ok(true) {
                blanked.insert(item);
            }
        }
        blanked.into_iter().collect()
    }
}
