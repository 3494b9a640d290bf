//! Sentences that a reader of lists took for services.
//!
//! A whole act is mostly prose. Where it has a table with headings, the reader knows where the
//! table is; where it has none, each line stands for itself and has to look like a service.

use std::collections::HashSet;

use super::list::{Context, names_a_kind};
use super::listed::{CommuneClue, CommuneFound, LineRole, List, Listed};
use crate::territory::{Place, Remark, Weight};

/// Longer lines without an address are sentences.
const LONGEST_ENTRY: usize = 120;

/// Leaves prose aside in a list without headings. Its lines stay, marked as no part of a table.
///
/// `file` is named in the note that says how many lines.
pub fn leave_prose(list: &mut List, file: &str, context: &Context<'_>) {
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
    if !list.services.is_empty() && !ignored.is_empty() {
        list.remarks.push(left_aside(file, ignored.len()));
    }
}

fn left_aside(file: &str, lines: usize) -> Remark {
    let told = if lines < 2 {
        "1 ligne n’a pas été lue"
    } else {
        &format!("{lines} lignes n’ont pas été lues")
    };
    Remark {
        place: Place { file: file.to_owned(), ..Place::default() },
        weight: Weight::Note,
        code: "prose-left-aside".to_owned(),
        quote: String::new(),
        reason: format!(
            "{told} comme un service\u{a0}: du texte, sans titres de colonnes ni adresse."
        ),
        remedy: "S’il en manque un, donnez son adresse ou ajoutez des titres de colonnes."
            .to_owned(),
    }
}

/// Whether a line of its own looks like a service: its commune can be found, and it is short, of a
/// sure kind and no sentence.
fn is_entry(service: &Listed, context: &Context<'_>) -> bool {
    let clue =
        CommuneClue { name: &service.city, postcode: &service.postcode, insee: &service.insee };
    // For a commune, what names none stands in it: there, an address has to speak for the line.
    let silent = service.city.is_empty() && service.postcode.is_empty() && service.insee.is_empty();
    // « 8 rue Marceau » is one, « 4 multi-accueils » is none.
    let has_number = service.address.chars().next().is_some_and(|c| c.is_ascii_digit())
        && service.address.split_whitespace().count() > 2;
    let found = match context.resolver.resolve(clue) {
        CommuneFound::Sure(..) => !silent || has_number,
        CommuneFound::Doubtful(question) => question.code != "unknown-commune",
        CommuneFound::Silent => false,
    };
    if !(found || service.position.is_some()) {
        return false;
    }
    let text = service.text.trim();
    let long = text.chars().count() > LONGEST_ENTRY;
    if service.questions.iter().any(|question| question.code == "unsure-kind") {
        return !long && !service.postcode.is_empty();
    }
    let has_address = !service.postcode.is_empty()
        || !service.insee.is_empty()
        || service.position.is_some()
        || has_number;
    if has_address {
        return true;
    }
    // A section above may be a title of the act: without an address, the line itself has to say
    // what it is, and not in a sentence.
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let sentence =
        text.ends_with(['.', ';', ':', ',', '?', '!']) || bare.starts_with(char::is_lowercase);
    !long && !sentence && names_a_kind(text)
}
