//! Sentences that a reader of lists took for services.
//!
//! A whole act is mostly prose. Where it has a table with headings, the reader knows where the
//! table is; where it has none, each line stands for itself and has to look like a service.

use std::collections::HashSet;

use super::list::{Context, names_a_kind};
use super::listed::{CommuneClue, CommuneFound, LineRole, List, Listed};
use crate::territory::Weight;

/// Longer lines are sentences, unless they say where the service is.
const LONGEST_ENTRY: usize = 120;

/// Leaves prose aside in a list without headings. Its lines stay, marked as no part of a table.
pub fn leave_prose(list: &mut List, context: &Context<'_>) {
    if list.lines.iter().any(|line| line.role == LineRole::Heading) {
        return;
    }
    list.services.retain(|service| is_entry(service, context));
    let entries: HashSet<u32> = list.services.iter().map(|s| s.place.line).collect();
    // A document that names no service has no list at all: what else it names is prose as well.
    let nothing = list.services.is_empty();
    list.others.retain(|other| !nothing && other.text.chars().count() <= LONGEST_ENTRY);
    let others: HashSet<u32> = list.others.iter().map(|other| other.place.line).collect();
    for line in &mut list.lines {
        let kept = match line.role {
            LineRole::Service => entries.contains(&line.number),
            LineRole::Other => others.contains(&line.number),
            _ => true,
        };
        if !kept {
            line.role = LineRole::Ignored;
        }
    }
    let ignored: HashSet<u32> =
        list.lines.iter().filter(|l| l.role == LineRole::Ignored).map(|l| l.number).collect();
    list.remarks
        .retain(|remark| remark.weight == Weight::Refused || !ignored.contains(&remark.place.line));
}

/// Whether a line of its own looks like a service: its commune can be found, and it is short, of a
/// sure kind and no sentence.
fn is_entry(service: &Listed, context: &Context<'_>) -> bool {
    let clue =
        CommuneClue { name: &service.city, postcode: &service.postcode, insee: &service.insee };
    // For a commune, what names none stands in it: there, an address has to speak for the line.
    let silent = service.city.is_empty() && service.postcode.is_empty() && service.insee.is_empty();
    let has_number = service.address.chars().next().is_some_and(|c| c.is_ascii_digit());
    let found = match context.resolver.resolve(clue) {
        CommuneFound::Sure(..) => !silent || has_number,
        CommuneFound::Doubtful(question) => question.code != "unknown-commune",
        CommuneFound::Silent => false,
    };
    let located = found || service.position.is_some();
    let unsure = service.questions.iter().any(|question| question.code == "unsure-kind");
    let text = service.text.trim();
    let long = text.chars().count() > LONGEST_ENTRY;
    let sentence = text.ends_with(['.', ';', ':', ',', '?', '!'])
        || text.starts_with(|c: char| c.is_lowercase() || matches!(c, '-' | '•' | '✓' | '–' | '▪'));
    let vague = unsure && (long || service.postcode.is_empty());
    // A section above may be a title of the act: without an address, the line itself says what it is.
    let named = !service.address.is_empty()
        || !service.postcode.is_empty()
        || service.position.is_some()
        || names_a_kind(&service.text);
    located && named && !sentence && !vague
}
