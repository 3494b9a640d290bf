//! Addresses from files: the national address base (BAN) by département, local ones (BAL).

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use crate::territory::{CommuneCode, Geocode};

use super::address_file_error::AddressFileError;
use super::address_rows::{AddressRow, FileLimits, read_rows};
use super::features::set_gaps;
use super::judge::is_in;
use super::listed_street::{ListedStreet, SOURCE};
use super::reading::readings;
use super::words::{fold, street_key};
use super::{AddressAsked, GeocodeError, Geocoder, Located};

/// How much an answer loses that has another postcode than the one asked, or lies in another
/// former commune than the one named: enough to be no rival of the one that has it.
const ELSEWHERE: f64 = 0.20;

/// The addresses of some communes, read from files.
///
/// A street is found by its whole name: spelling of abbreviations, accents, case and articles
/// aside, nothing is guessed. Two streets of one name in one commune are two answers.
#[derive(Debug, Default)]
pub struct AddressFile {
    communes: HashMap<CommuneCode, Addresses>,
}

/// The streets of a commune.
#[derive(Debug, Default)]
struct Addresses {
    streets: Vec<ListedStreet>,
    /// The place of each street by its names, aliases included.
    by_name: HashMap<String, Vec<usize>>,
    /// The same for places with a name, looked at where no street has it.
    by_place: HashMap<String, Vec<usize>>,
    /// The place of each street by what tells it from the others.
    by_identity: HashMap<String, usize>,
}

impl AddressFile {
    /// Reads the addresses of `communes` from a file, as CSV or gzip, and adds them.
    ///
    /// Memory holds the addresses of these communes only. `progress` is told the number kept.
    ///
    /// # Errors
    /// Where the file is no file of addresses, is broken or goes beyond a limit; it may then have
    /// been read in part.
    pub fn add(
        &mut self,
        path: &Path,
        communes: &BTreeSet<CommuneCode>,
        limits: FileLimits,
        progress: &mut dyn FnMut(usize),
    ) -> Result<(), AddressFileError> {
        let home = |code: &str, old: &str| home(communes, code, old);
        let mut kept = 0;
        read_rows(path, limits, &|code, old| home(code, old).is_some(), &mut |row| {
            if let Some(commune) = home(&row.commune, &row.old_commune) {
                self.communes.entry(commune).or_default().add(row, commune);
            }
            kept += 1;
            progress(kept);
            kept < limits.addresses
        })?;
        for addresses in self.communes.values_mut() {
            addresses.streets.iter_mut().for_each(ListedStreet::settle);
        }
        Ok(())
    }

    /// Whether the files have an address in a commune.
    #[must_use]
    pub fn knows(&self, commune: CommuneCode) -> bool {
        self.communes.contains_key(&commune)
    }

    fn answers(&self, asked: &AddressAsked) -> Vec<Geocode> {
        let addresses = asked.commune.and_then(|commune| self.communes.get(&commune));
        let Some(addresses) = addresses.filter(|_| asked.is_askable()) else { return Vec::new() };
        let mut answers = addresses.find(asked);
        answers.sort_by(|a, b| b.score.total_cmp(&a.score));
        set_gaps(&mut answers);
        answers
    }
}

/// The commune asked that a row belongs to: by its code, that of an arrondissement, or that of the
/// former commune.
fn home(communes: &BTreeSet<CommuneCode>, code: &str, old: &str) -> Option<CommuneCode> {
    let asked = |code: &str| code.parse().ok().filter(|code| communes.contains(code));
    let whole = || communes.iter().find(|&&commune| is_in(code, commune)).copied();
    let split = code.starts_with("75") || code.starts_with("69") || code.starts_with("13");
    asked(code).or_else(|| asked(old)).or_else(|| if split { whole() } else { None })
}

impl Addresses {
    fn add(&mut self, row: AddressRow, commune: CommuneCode) {
        if !row.locality.is_empty() {
            let key = street_key(&row.locality);
            let at = self.place_of(&format!("place|{key}|{}", row.old_commune), || {
                ListedStreet::place(&row, commune)
            });
            self.streets[at].add_unnumbered(row.position);
            name(&mut self.by_place, key, at);
        }
        let key = street_key(&row.street);
        let identity = format!("{key}|{}|{}", row.old_commune, row.street_id);
        let at = self.place_of(&identity, || ListedStreet::street(&row, commune));
        let aliases: Vec<String> = row.aliases.iter().map(|alias| street_key(alias)).collect();
        self.streets[at].add(row);
        name(&mut self.by_name, key, at);
        for alias in aliases {
            name(&mut self.by_name, alias, at);
        }
    }

    fn place_of(&mut self, identity: &str, new: impl FnOnce() -> ListedStreet) -> usize {
        if let Some(&at) = self.by_identity.get(identity) {
            return at;
        }
        self.streets.push(new());
        self.by_identity.insert(identity.to_owned(), self.streets.len() - 1);
        self.streets.len() - 1
    }

    /// The answers of the first reading that names a street; else of the first that names a place.
    fn find(&self, asked: &AddressAsked) -> Vec<Geocode> {
        let readings = readings(&asked.address);
        for names in [&self.by_name, &self.by_place] {
            for reading in &readings {
                if let Some(found) = names.get(&reading.street) {
                    let streets = found.iter().map(|&at| &self.streets[at]);
                    let answered = streets.clone().map(|street| {
                        let mut answer = street.answer(reading);
                        if is_elsewhere(street, asked, streets.clone()) {
                            answer.score -= ELSEWHERE;
                        }
                        answer
                    });
                    return answered.collect();
                }
            }
        }
        Vec::new()
    }
}

/// Whether another street of the name has the postcode or the former commune that is asked, and
/// this one has not.
fn is_elsewhere<'a>(
    street: &ListedStreet,
    asked: &AddressAsked,
    mut all: impl Iterator<Item = &'a ListedStreet> + Clone,
) -> bool {
    let town = fold(&asked.city);
    let has_postcode = |street: &ListedStreet| street.postcode == asked.postcode.trim();
    let has_town = |street: &ListedStreet| fold(&street.old_city) == town;
    (!has_postcode(street) && all.clone().any(has_postcode))
        || (!town.is_empty() && !has_town(street) && all.any(has_town))
}

fn name(names: &mut HashMap<String, Vec<usize>>, key: String, at: usize) {
    let places = names.entry(key).or_default();
    if !places.contains(&at) {
        places.push(at);
    }
}

impl Geocoder for AddressFile {
    fn id(&self) -> &'static str {
        SOURCE
    }

    fn locate(
        &self,
        asked: &[AddressAsked],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Located>, GeocodeError> {
        let located = asked.iter().map(|one| Located::Answers(self.answers(one))).collect();
        progress(asked.len());
        Ok(located)
    }
}
