//! What the services of one table say beside each other: shared sites, columns of contacts.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher as _, RandomState};

use super::address::numbered_street;
use super::rows::remark;
use super::words::plain;
use crate::import::listed::Listed;
use crate::shares::{in_threads, share_of};
use crate::territory::Remark;

/// At most this many services are named in a note.
const NAMED: usize = 3;

/// Words of a heading over what belongs to a person: how to reach one, or who one is.
const CONTACT: &[&str] = &[
    "tel",
    "telephone",
    "telephones",
    "mobile",
    "portable",
    "fax",
    "mail",
    "mails",
    "email",
    "emails",
    "courriel",
    "courriels",
    "mel",
    "contact",
    "contacts",
    "responsable",
    "responsables",
    "directeur",
    "directrice",
    "direction",
    "referent",
    "referente",
    "coordinateur",
    "coordinatrice",
    "gerant",
    "gerante",
    "interlocuteur",
    "interlocutrice",
];

/// Says once which columns of contacts are kept.
pub fn note_contacts(services: &[Box<Listed>], remarks: &mut Vec<Remark>) {
    let Some(first) = services.first() else { return };
    let is_contact =
        |heading: &&String| plain(heading).split(' ').any(|word| CONTACT.contains(&word));
    let headings: BTreeSet<&str> = services
        .iter()
        .flat_map(|listed| listed.attributes.keys().filter(is_contact))
        .map(String::as_str)
        .collect();
    if headings.is_empty() {
        return;
    }
    let reason = format!(
        "colonnes de contact conservées comme attributs\u{a0}: {}\u{202f}; vérifiez qu’elles \
         peuvent l’être",
        headings.into_iter().collect::<Vec<_>>().join(", ")
    );
    let mut note = remark(&first.place.file, 0, "contact-columns", &reason);
    note.place.sheet.clone_from(&first.place.sheet);
    remarks.push(note);
}

fn commune(listed: &Listed) -> Option<&str> {
    let texts = [&listed.city, &listed.insee, &listed.postcode];
    texts.into_iter().map(String::as_str).find(|text| !text.is_empty())
}

/// The services that share their commune and the last number of their address with another: to look
/// for streets in the others would take much longer, and find no site of theirs.
fn maybe_beside(services: &[Box<Listed>]) -> Vec<usize> {
    let hasher = RandomState::new();
    let sign = |listed: &Listed| {
        let last = listed.address.rfind(|c: char| c.is_ascii_digit())?;
        let head = &listed.address[..=last];
        let number = head.rfind(|c: char| !c.is_ascii_digit()).map_or(head, |at| &head[at..]);
        let number = number.trim_start_matches(|c: char| !c.is_ascii_digit());
        Some(hasher.hash_one((plain(commune(listed)?), number)))
    };
    let shares = services.chunks(share_of(services.len()));
    let signs = in_threads(shares, |share| share.iter().map(|l| sign(l)).collect::<Vec<_>>());
    let signs = signs.into_iter().flatten().enumerate();
    let mut signed: Vec<(u64, usize)> = signs.filter_map(|(at, sign)| Some((sign?, at))).collect();
    signed.sort_unstable();
    let shared = signed.chunk_by(|(a, _), (b, _)| a == b).filter(|run| run.len() > 1);
    shared.flatten().map(|(_, at)| *at).collect()
}

/// Says of each service which others of the list have its number, street and commune. Doubles,
/// which have its name and kind as well, are asked about elsewhere.
pub fn note_shared_sites(services: &mut [Box<Listed>]) {
    let mut sites: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for at in maybe_beside(services) {
        let listed = &services[at];
        if let (Some(street), Some(commune)) = (numbered_street(&listed.address), commune(listed)) {
            sites.entry((plain(street), plain(commune))).or_default().push(at);
        }
    }
    for site in sites.into_values().filter(|site| site.len() > 1) {
        // A few are enough to name: a hostile list has all its services at one site.
        let names: Vec<(String, _)> = site
            .iter()
            .take(8 * NAMED)
            .map(|&at| (services[at].name.clone(), services[at].kind))
            .collect();
        for at in site {
            let own = &mut services[at];
            let mut others: Vec<&str> = names
                .iter()
                .filter(|(name, kind)| (name, kind) != (&own.name, &own.kind))
                .map(|(name, _)| name.as_str())
                .collect();
            others.dedup();
            others.truncate(NAMED);
            if !others.is_empty() {
                own.notes.push(format!("même site que {}", others.join(", ")));
            }
        }
    }
}
