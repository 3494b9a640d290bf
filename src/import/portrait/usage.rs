//! Who may see the figures: the clause on statistics of a convention.

use super::words;
use crate::territory::Usage;

/// `Interne` where the text binds its readers to internal use, or not to hand the data on.
pub(super) fn clause(text: &str) -> Usage {
    let plain = words::words(text).join(" ");
    let bound = ["usage interne", "ne pas ceder", "ne pas communiquer a des tiers"];
    if bound.iter().any(|words| plain.contains(words)) { Usage::Interne } else { Usage::Public }
}
