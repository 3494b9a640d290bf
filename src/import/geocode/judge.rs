//! What answers are worth.

use crate::territory::{AnswerType, CommuneCode, Geocode, Precision};
use crate::units::Wgs84;

use super::AddressAsked;
use super::reading::{Reading, readings};
use super::street::{Likeness, closest, named, same_number};

/// The score an answer must reach. Bound included.
///
/// A word left out or a number that the street lacks costs up to 0.3 in the engine of the
/// national service; below, the words asked and found differ by more than that. A score above is
/// not yet sure: another street can reach 0.80.
pub const SURE_SCORE: f64 = 0.70;

/// How far the next answer must be behind, in score. Bound included.
///
/// The engine of the national service adds up to 0.1 for the importance of a place. A smaller gap
/// can come from that alone and not from the words asked.
pub const MIN_GAP: f64 = 0.10;

/// Communes whose addresses have the codes of their arrondissements: the commune, and what the
/// codes of its arrondissements begin with.
const SPLIT_COMMUNES: &[(&str, &str)] = &[("75056", "751"), ("69123", "6938"), ("13055", "132")];

/// What is known of an address once its answers are weighed.
#[derive(Debug, Clone, PartialEq)]
pub enum Judged {
    /// Its position is known this precisely: [`Precision::Exact`] or [`Precision::Street`].
    Sure(Geocode, Precision),
    /// A person has to decide.
    Doubtful {
        /// The best answer.
        best: Geocode,
        /// Why it is doubtful: one reason or more.
        reasons: Vec<Doubt>,
        /// The other answers, best first.
        alternatives: Vec<Geocode>,
    },
    /// Nothing but perhaps its commune was found: its position is not known.
    NotFound,
}

/// Why an answer is doubtful.
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {
    /// Its score is below [`SURE_SCORE`].
    Score(f64),
    /// Another answer is as good.
    Rival(String),
    /// It names another street.
    Street(String),
    /// It has another number.
    Number(String),
    /// It has another postcode.
    Postcode(String),
    /// It lies in another commune.
    Commune(String),
    /// It lies outside the boundary of the commune.
    Outside,
}

/// Weighs the answers for an address, best first.
///
/// An answer that is only a commune is never a position. A number that was asked is
/// [`Precision::Exact`]; a street, and a place with a name (a hamlet, a site), which is as large,
/// are [`Precision::Street`]. `commune_covers` tells whether the commune asked covers a position;
/// where its boundary is not known, it says yes.
#[must_use]
pub fn judge(
    asked: &AddressAsked,
    answers: &[Geocode],
    commune_covers: &dyn Fn(Wgs84) -> bool,
) -> Judged {
    let mut places = answers.iter().filter(|a| a.answer != AnswerType::Municipality);
    let Some(best) = places.next() else { return Judged::NotFound };
    let others: Vec<&Geocode> = places.collect();
    let asked_as = readings(&asked.address);
    let found = named(best);
    let (likeness, reading) = closest(&asked_as, &found.street);
    let mut reasons = Vec::new();
    if best.score < SURE_SCORE {
        reasons.push(Doubt::Score(best.score));
    }
    if likeness == Likeness::Other {
        reasons.push(Doubt::Street(best.label.clone()));
    } else if has_other_number(reading, &found) {
        reasons.push(Doubt::Number(best.label.clone()));
    }
    reasons.extend(rival(best, &others, likeness, &asked_as));
    reasons.extend(misplaced(asked, best, commune_covers));
    if !reasons.is_empty() {
        let alternatives = others.into_iter().cloned().collect();
        return Judged::Doubtful { best: best.clone(), reasons, alternatives };
    }
    let numbered = reading.is_some_and(|reading| reading.number.is_some());
    let exact = best.answer == AnswerType::Housenumber && numbered;
    Judged::Sure(best.clone(), if exact { Precision::Exact } else { Precision::Street })
}

fn has_other_number(asked: Option<&Reading>, found: &Reading) -> bool {
    let asked = asked.and_then(|reading| reading.number.as_ref());
    matches!((asked, &found.number), (Some(a), Some(f)) if !same_number(a, f))
}

/// The next answer, where it is about as good and names something else.
///
/// The words decide before the score: where the best names the very street asked and the next
/// does not, the next is no rival. Other numbers of the same street are none either.
fn rival(
    best: &Geocode,
    others: &[&Geocode],
    likeness: Likeness,
    asked_as: &[Reading],
) -> Option<Doubt> {
    let Some(next) = others.first() else {
        // Only the score of the next answer is known: it may be a street of the same name.
        let close = best.gap.is_some_and(is_small);
        return close.then(|| Doubt::Rival(String::new()));
    };
    let (this, that) = (named(best), named(next));
    let same_street = this.street == that.street && best.commune == next.commune;
    let same_door = best.answer == next.answer && this.number == that.number;
    let words_decide =
        likeness == Likeness::Same && closest(asked_as, &that.street).0 != Likeness::Same;
    let close = is_small(best.score - next.score);
    let rivals = close && !words_decide && (!same_street || same_door);
    rivals.then(|| Doubt::Rival(next.label.clone()))
}

/// Scores have two decimals or more: a gap of 0.1 must not fail for the sixteenth.
fn is_small(gap: f64) -> bool {
    gap < MIN_GAP - 1e-9
}

fn misplaced(
    asked: &AddressAsked,
    best: &Geocode,
    commune_covers: &dyn Fn(Wgs84) -> bool,
) -> Vec<Doubt> {
    let mut reasons = Vec::new();
    let known = !asked.postcode.is_empty() && !best.postcode.is_empty();
    if known && asked.postcode.trim() != best.postcode {
        reasons.push(Doubt::Postcode(best.postcode.clone()));
    }
    let Some(commune) = asked.commune else { return reasons };
    if !best.commune.is_empty() && !is_in(&best.commune, commune) {
        reasons.push(Doubt::Commune(best.label.clone()));
    } else if !commune_covers(best.position) {
        reasons.push(Doubt::Outside);
    }
    reasons
}

/// Whether a code is that of a commune or of one of its arrondissements.
pub(super) fn is_in(code: &str, commune: CommuneCode) -> bool {
    code == commune.as_str()
        || SPLIT_COMMUNES
            .iter()
            .any(|(whole, parts)| *whole == commune.as_str() && code.starts_with(parts))
}

/// Whether the addresses of a commune have the codes of its arrondissements.
pub(super) fn is_split(commune: CommuneCode) -> bool {
    SPLIT_COMMUNES.iter().any(|(whole, _)| *whole == commune.as_str())
}
