//! What ends a sheet: how to read it, and where it comes from.

use std::collections::BTreeSet;

use super::facts::Subject;
use super::parts::Parts;
use super::text::{Face, wrap};
use super::words::{count, fixed, kilometres, listed, of_one, plural};
use crate::analysis::{has_places, shown_in_tenths};
use crate::territory::Status;

/// The size of its text, in points: nothing on paper is smaller.
pub(super) const SIZE: f64 = 7.8;
pub(super) const LINE: f64 = 10.4;

/// The lines of the reading note and of the sources, for a width. `body` is what was drawn: only
/// marks that it has are explained.
pub(super) fn lines(subject: &Subject<'_>, body: &str, width: f64) -> Vec<String> {
    let texts = [reading(subject), marks(body), estimates(subject)];
    let reading = texts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let wrapped = |text: &str| wrap(text, Face::Regular, SIZE, width);
    wrapped(&reading).into_iter().chain(wrapped(&subject.source_line())).collect()
}

/// One figure read out.
fn reading(subject: &Subject<'_>) -> Option<String> {
    let within = kilometres(subject.facts.threshold.within);
    let near = of_one(subject.facts.question.kind);
    let place = subject.located();
    let share = |parts: &[f64]| parts.iter().map(|part| fixed(*part, 1)).collect::<Vec<_>>();
    match Parts::of(subject) {
        Parts::Places(parts) => {
            let all: f64 = parts.iter().map(|part| part.value).sum();
            let (_, shares) = shown_in_tenths(100.0, parts.map(|part| part.value / all * 100.0));
            let [with, without, out] = share(&shares).try_into().ok()?;
            Some(format!(
                "Lecture\u{a0}: {place}, {with}\u{202f}% des enfants de cet âge ont une place à moins de {within}, {without}\u{202f}% sont à moins de {within} {near} mais sans place, {out}\u{202f}% sont plus loin."
            ))
        }
        Parts::Reach(parts, _) => {
            let all: f64 = parts.iter().map(|part| part.value).sum();
            let (_, shares) = shown_in_tenths(100.0, parts.map(|part| part.value / all * 100.0));
            let [near_share, out] = share(&shares).try_into().ok()?;
            Some(format!(
                "Lecture\u{a0}: {place}, {near_share}\u{202f}% des enfants de cet âge sont à moins de {within} {near}, {out}\u{202f}% sont plus loin."
            ))
        }
        _ => None,
    }
}

fn marks(body: &str) -> Option<String> {
    let all = [
        ("≈", "≈\u{202f}: valeur estimée"),
        ("≥", "≥\u{202f}: au moins"),
        ("n.\u{a0}d.", "n.\u{a0}d.\u{a0}: non renseigné, personne n’a dit s’il y en a"),
        ("n.\u{a0}a.", "n.\u{a0}a.\u{a0}: aucun enfant de cet âge, pas de taux"),
        ("†", "†\u{a0}: moins de 20 enfants, taux fragile"),
        ("stroke-dasharray=\"2.6 1.8\"", "trait tireté\u{a0}: position approchée"),
    ];
    let used: Vec<&str> =
        all.into_iter().filter(|(sign, _)| body.contains(sign)).map(|(_, text)| text).collect();
    (!used.is_empty()).then(|| format!("{}.", used.join("\u{202f}; ")))
}

/// What stands for unknown capacities.
fn estimates(subject: &Subject<'_>) -> Option<String> {
    let facts = subject.facts;
    if !has_places(facts.question.kind) {
        return None;
    }
    let (mut all, mut filled, mut unknown) = (0, 0, 0);
    let mut sources = BTreeSet::new();
    let rows = facts.coverage.communes.iter().filter(|row| row.declared.is_none());
    for offer in rows.flat_map(|row| &row.offers) {
        all += 1;
        if let Some(size) = offer.filled {
            filled += 1;
            sources.extend(facts.atlas.source(&size.source).map(|source| source.short.as_str()));
        }
        unknown += usize::from(offer.places.status() == Status::LowerBound);
    }
    if filled > 0 {
        let replaced = plural(filled as f64, "remplacée", "remplacées");
        let sources: Vec<&str> = sources.into_iter().collect();
        return Some(format!(
            "Estimation\u{a0}: {} sur {all} {replaced} par la taille moyenne du type ({}).",
            count(filled, "capacité", "capacités"),
            listed(&sources)
        ));
    }
    let counted = plural(unknown as f64, "comptée", "comptées");
    (unknown > 0).then(|| {
        let unknown = count(unknown, "capacité inconnue", "capacités inconnues");
        format!("Places\u{a0}: {unknown} {counted} pour 0.")
    })
}
