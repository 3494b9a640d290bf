//! Which dataset a file is, by its headings: publishers rename files, and users more so.

use super::content::{self, Given};
use super::rows::{Heading, Rows};
use super::{OfficialError, content::Text};

/// An official dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dataset {
    /// `base-ic-evol-struct-pop` (Insee): residents by age, by IRIS.
    IrisPopulation,
    /// `TD_POP1B` (Insee): residents by sex and single year of age.
    AgePyramid,
    /// Filosofi, 200 m cells (Insee).
    Grid,
    /// `txcouv_pe_…` (Cnaf): places per 100 children.
    ChildcareRates(Scale),
    /// `nbpla_pe_…` (Cnaf): places.
    ChildcarePlaces(Scale),
    /// The list of communes in France ruralités revitalisation (FRR).
    RuralZoning,
    /// `BPE` (Insee): facilities. Read with [`super::read_facility_base`].
    FacilityBase,
}

/// The zones that a Cnaf file speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// The country.
    Nation,
    /// Régions.
    Region,
    /// Départements.
    Department,
    /// EPCI.
    Epci,
    /// Communes above 10,000 inhabitants.
    Commune,
}

impl Scale {
    /// All, from the widest to the narrowest.
    pub const ALL: [Self; 5] =
        [Self::Nation, Self::Region, Self::Department, Self::Epci, Self::Commune];

    /// What the names of its columns end with.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Nation => "nat",
            Self::Region => "reg",
            Self::Department => "dep",
            Self::Epci => "epci",
            Self::Commune => "com",
        }
    }
}

/// The most that is read of a text to find its headings.
const MOST_OF_A_HEADING: usize = 1 << 16;

/// Which dataset a file is, packed or not; nothing where it is none of these.
///
/// # Errors
/// Where the file cannot be read or unpacked.
pub fn recognise(given: &Given<'_>) -> Result<Option<Dataset>, OfficialError> {
    if given.content.head(4)? == super::bpe::PARQUET {
        return Ok(super::bpe::is_facility_base(given.content)?.then_some(Dataset::FacilityBase));
    }
    let mut found = None;
    let mut look = |text: Text<'_>| {
        let mut head = vec![0; MOST_OF_A_HEADING];
        let mut length = 0;
        while length < head.len() {
            match text.bytes.read(&mut head[length..])? {
                0 => break,
                read => length += read,
            }
        }
        found = recognise_heading(&head[..length]);
        Err(OfficialError::Empty)
    };
    // The error stops the reading: only the head was needed.
    match content::stream(given, &mut |_| {}, &mut look) {
        Ok(_) | Err(OfficialError::Empty | OfficialError::NotOneTable(_)) => Ok(found),
        Err(error) => Err(error),
    }
}

/// Which dataset a text is, by its first bytes; they should reach past the headings.
#[must_use]
pub fn recognise_heading(head: &[u8]) -> Option<Dataset> {
    let first = head.split(|&byte| byte == b'\n').next()?;
    if first.len() == head.len() && head.len() >= MOST_OF_A_HEADING {
        return None;
    }
    let (mut bytes, mut on_read) = (first, || {});
    let rows = Rows::open(Text { bytes: &mut bytes, on_read: &mut on_read }).ok()?;
    of_heading(rows.heading())
}

fn of_heading(heading: &Heading) -> Option<Dataset> {
    let has = |name: &str| heading.find(name).is_some();
    if heading.0.iter().any(|name| iris_prefix(name).is_some()) {
        return Some(Dataset::IrisPopulation);
    }
    if has("codgeo") && has("nb") && (has("aged100") || has("c_aged10")) {
        return Some(Dataset::AgePyramid);
    }
    if (has("idcar_200m") || has("idinspire")) && has("ind_0_3") {
        return Some(Dataset::Grid);
    }
    if has("typequ") && has("depcom") {
        return Some(Dataset::FacilityBase);
    }
    if has("code_insee") && heading.0.iter().any(|name| name.starts_with("classement frr")) {
        return Some(Dataset::RuralZoning);
    }
    if !has("annee") {
        return None;
    }
    let ends = |start: &str, scale: Scale| {
        heading
            .0
            .iter()
            .any(|name| name.starts_with(start) && name.rsplit('_').next() == Some(scale.suffix()))
    };
    Scale::ALL.into_iter().find_map(|scale| {
        let rates = ends("txcouv", scale) || ends("tauxcouv", scale);
        let places = ends("pl_", scale) || ends("tot_offre", scale);
        match (rates, places) {
            (true, _) => Some(Dataset::ChildcareRates(scale)),
            (false, true) => Some(Dataset::ChildcarePlaces(scale)),
            (false, false) => None,
        }
    })
}

/// The prefix of the vintage of a column such as `p21_pop0002`.
pub(super) fn iris_prefix(name: &str) -> Option<&str> {
    let prefix = name.strip_suffix("_pop0002")?;
    let year = prefix.strip_prefix('p')?;
    (year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit())).then_some(prefix)
}
