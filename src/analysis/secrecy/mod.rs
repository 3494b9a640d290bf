//! Statistical secrecy (secret statistique): what must be blanked so that no blanked value is given
//! back. Everything published on zones leaves the program as [`Cleared`], which only this module
//! makes.
//!
//! Method, bounds and limits: `docs/methods/secrecy.md`.

mod attack;
mod bands;
mod changes;
mod clear;
mod cleared;
mod component;
mod fraction;
mod groups;
mod guard;
mod hitting;
mod links;
mod names;
mod propagate;
mod rules;
mod shares;
mod simplex;
mod suppress;
mod table;
mod totals;

pub use attack::{Interval, Knowledge};
pub use clear::Clearance;
pub use cleared::{Cleared, ClearedFigure, Reason};
pub use groups::{Grouping, Households, MOST_GROUPS, groupings};
pub use rules::allocataires_of;
pub(super) use rules::open_figures;
pub use suppress::{STEPS, Suppression, attack, suppress};
pub use table::{
    Cell, Derived, FEWEST_ALLOCATAIRES, Item, LEAST_WIDTH, Printed, Relation, SMALL, Standing,
    Table,
};
