//! Siting: how many services more, and where, until all children are in reach.

mod candidates;
mod cover_bound;
mod demand;
mod fewest;
mod instance;
mod most;
mod plan;
mod reach_bound;
mod residual;
mod search;
mod set;
mod solve;
#[cfg(test)]
mod tests;

pub use candidates::{Candidate, CandidateSites};
pub use instance::Instance;
pub use plan::{Alternative, Left, Plan, Reason, Site, Siting, Wanted, siting};
pub use search::Budget;
pub use solve::{ALTERNATIVES, Goal, SiteSet, Solution, solve};
