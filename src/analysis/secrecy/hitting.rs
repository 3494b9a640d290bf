//! The cheapest set that has one of each of several sets: exact, by branch and bound.

use super::fraction::Exhausted;
use super::simplex::Budget;

/// The cheapest items that meet every cut. Items are numbers below `costs.len()`; ties go to what
/// is found first, in the order of the items.
pub(super) fn cheapest(
    cuts: &[Vec<usize>],
    costs: &[u64],
    budget: &mut Budget,
) -> Result<Vec<usize>, Exhausted> {
    let mut search =
        Search { cuts, costs, state: vec![State::Open; costs.len()], best: None, budget };
    search.descend(0)?;
    let mut best = search.best.map(|(_, items)| items).unwrap_or_default();
    best.sort_unstable();
    Ok(best)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    In,
    Out,
}

struct Search<'a> {
    cuts: &'a [Vec<usize>],
    costs: &'a [u64],
    state: Vec<State>,
    best: Option<(u64, Vec<usize>)>,
    budget: &'a mut Budget,
}

impl Search<'_> {
    fn descend(&mut self, spent: u64) -> Result<(), Exhausted> {
        self.budget.spend(self.cuts.len() * 8)?;
        let mut unmet: Option<Vec<usize>> = None;
        // Cuts that share no open item each cost at least their cheapest.
        let mut bound = spent;
        let mut taken = vec![false; self.costs.len()];
        for cut in self.cuts {
            if cut.iter().any(|item| self.state[*item] == State::In) {
                continue;
            }
            let open: Vec<usize> =
                cut.iter().copied().filter(|item| self.state[*item] == State::Open).collect();
            if !open.iter().any(|item| taken[*item]) {
                let Some(least) = open.iter().map(|item| self.costs[*item]).min() else {
                    return Ok(());
                };
                bound += least;
                for &item in &open {
                    taken[item] = true;
                }
            }
            if unmet.as_ref().is_none_or(|known| open.len() < known.len()) {
                unmet = Some(open);
            }
        }
        if self.best.as_ref().is_some_and(|(cost, _)| bound >= *cost) {
            return Ok(());
        }
        let Some(mut open) = unmet else {
            let items = (0..self.costs.len()).filter(|item| self.state[*item] == State::In);
            self.best = Some((spent, items.collect()));
            return Ok(());
        };
        open.sort_by_key(|item| (self.costs[*item], *item));
        let mut left_out = Vec::new();
        let mut outcome = Ok(());
        for item in open {
            self.state[item] = State::In;
            outcome = self.descend(spent + self.costs[item]);
            self.state[item] = State::Out;
            left_out.push(item);
            if outcome.is_err() {
                break;
            }
        }
        for item in left_out {
            self.state[item] = State::Open;
        }
        outcome
    }
}
