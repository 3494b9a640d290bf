//! The three packages joined into one country.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::boundaries::BoundaryRow;
use super::census::CensusTable;
use super::cog::{Cog, CogCommune};
use super::members::{epcis, former, membership};
use super::report::{Defect, DefectKind, PrepareReport};
use super::rings::{Cleaning, clean};
use super::town_halls::{CommuneArea, Screened, commune_at, screen};
use crate::territory::{Boundaries, Census, Commune, CommuneCode, France, Siren, Source, TownHall};

/// What the packages hold.
#[derive(Debug)]
pub struct Inputs {
    /// The official geography.
    pub cog: Cog,
    /// The census.
    pub census: CensusTable,
    /// The boundary source, in any order.
    pub rows: Vec<BoundaryRow>,
    /// The provenance of all three.
    pub sources: Vec<Source>,
}

/// Joins the packages: the communes that both the boundary source and the official geography
/// have, named and grouped as the latter says.
///
/// Whatever is missing, contradictory or impossible is a defect in the report; the result depends
/// on no order of the inputs.
#[must_use]
pub fn join(inputs: Inputs) -> (France, PrepareReport) {
    let Inputs { cog, census, rows, sources } = inputs;
    let mut join = Join { cog: &cog, defects: Vec::new(), report: PrepareReport::default() };
    let mut rows = join.match_rows(rows);
    let (boundaries, areas) = join.clean_boundaries(&mut rows);
    let figures = join.sum_census(&census);
    let communes = join.communes(rows, &areas, &figures);
    let epcis = epcis(&cog, &communes);
    let former = former(&cog, &communes);

    let Join { defects, mut report, .. } = join;
    report.communes = communes.len();
    report.epcis = epcis.len();
    report.departments = cog.departments.len();
    report.former_communes = former.iter().filter(|former| former.name.is_some()).count();
    report.former_codes = former.len() - report.former_communes;
    report.vertices = boundaries.coordinates().len();
    report.communes_with_census = communes.iter().filter(|c| c.census.is_some()).count();
    report.set_defects(defects);
    let departments = cog.departments;
    (France { communes, epcis, departments, boundaries, former, sources }, report)
}

/// A commune of the official geography and its row in the boundary source.
type Matched<'a> = (&'a CogCommune, BoundaryRow);

/// The area of each commune that has one.
type Areas = Vec<(CommuneCode, Option<CommuneArea>)>;

struct Join<'a> {
    cog: &'a Cog,
    defects: Vec<Defect>,
    report: PrepareReport,
}

impl<'a> Join<'a> {
    fn note(&mut self, kind: DefectKind, (code, name): (&str, &str), detail: impl Into<String>) {
        let (code, name) = (code.to_owned(), name.to_owned());
        self.defects.push(Defect { kind, code, name, detail: detail.into() });
    }

    /// Pairs the rows of the boundary source with the communes of the official geography, in the
    /// order of their codes.
    fn match_rows(&mut self, rows: Vec<BoundaryRow>) -> Vec<Matched<'a>> {
        let mut by_code: BTreeMap<CommuneCode, BoundaryRow> = BTreeMap::new();
        for row in rows {
            match by_code.entry(row.code) {
                Entry::Vacant(place) => {
                    place.insert(row);
                }
                Entry::Occupied(_) => {
                    let who = (row.code.as_str(), row.name.as_str());
                    self.note(DefectKind::RepeatedCommune, who, "the first row is kept");
                }
            }
        }
        let mut matched = Vec::with_capacity(by_code.len());
        for commune in &self.cog.communes {
            if let Some(row) = by_code.remove(&commune.code) {
                matched.push((commune, row));
            } else {
                let detail = format!("the boundary source leaves out {}", place_of(commune.code));
                self.note(DefectKind::AbsentFromBoundaries, who(commune), detail);
            }
        }
        for (code, row) in by_code {
            let who = (code.as_str(), row.name.as_str());
            self.note(DefectKind::UnknownCommune, who, "not in the official geography");
        }
        matched
    }

    fn clean_boundaries(&mut self, rows: &mut [Matched<'a>]) -> (Boundaries, Areas) {
        let mut boundaries = Boundaries::default();
        let mut areas = Areas::with_capacity(rows.len());
        for (commune, row) in rows {
            let read = std::mem::replace(&mut row.polygons, Ok(None));
            let polygons = read.unwrap_or_else(|invalid| {
                let detail = format!("its polygon: {invalid}");
                self.note(DefectKind::UnreadableGeometry, who(commune), detail);
                None
            });
            let (polygons, done) = clean(polygons.unwrap_or_default());
            self.note_cleaning(commune, done);
            if polygons.is_empty() {
                self.note(DefectKind::NoPolygon, who(commune), "it is on no map");
            }
            boundaries.push(&polygons);
            areas.push((commune.code, CommuneArea::new(&polygons)));
        }
        (boundaries, areas)
    }

    fn note_cleaning(&mut self, commune: &CogCommune, done: Cleaning) {
        if done.repeated_points > 0 {
            let detail = format!("points dropped: {}", done.repeated_points);
            self.note(DefectKind::RepeatedPoints, who(commune), detail);
        }
        if done.degenerate_rings > 0 {
            let detail = format!("rings dropped: {}", done.degenerate_rings);
            self.note(DefectKind::DegenerateRing, who(commune), detail);
        }
        self.report.reversed_rings += done.reversed_rings;
        self.report.repeated_points += done.repeated_points;
    }

    /// Sums the census by commune of today.
    fn sum_census(&mut self, census: &CensusTable) -> HashMap<CommuneCode, Census> {
        let mut sums: HashMap<CommuneCode, Census> = HashMap::new();
        for (text, figure) in &census.by_code {
            let code: Option<CommuneCode> = text.parse().ok();
            let Some(current) = code.and_then(|code| self.cog.current(code)) else {
                let detail = format!("residents: {}", figure.population);
                self.note(DefectKind::CensusUnknownCommune, (text, ""), detail);
                continue;
            };
            self.report.census_codes_moved += usize::from(code != Some(current));
            let sum = sums.entry(current).or_insert(Census { population: 0, aged_0_19: 0 });
            sum.population = sum.population.saturating_add(figure.population);
            sum.aged_0_19 = sum.aged_0_19.saturating_add(figure.aged_0_19);
        }
        for (text, count) in &census.without_figure {
            let detail = format!("IRIS: {count}");
            self.note(DefectKind::CensusWithoutFigure, (text, ""), detail);
        }
        sums
    }

    fn communes(
        &mut self,
        rows: Vec<Matched<'a>>,
        areas: &Areas,
        figures: &HashMap<CommuneCode, Census>,
    ) -> Vec<Commune> {
        let membership = membership(self.cog);
        let mut communes = Vec::with_capacity(rows.len());
        for ((commune, row), (_, area)) in rows.into_iter().zip(areas) {
            let epci = membership.get(&commune.code).copied();
            self.note_membership(commune, epci, row.epci);
            let census = figures.get(&commune.code).copied();
            self.note_census(commune, census);
            communes.push(Commune {
                code: commune.code,
                name: commune.name.clone(),
                epci,
                postcodes: commune.postcodes.clone(),
                population: commune.population,
                town_hall: self.town_hall(commune, row, area.as_ref(), areas),
                census,
            });
        }
        communes
    }

    fn note_census(&mut self, commune: &CogCommune, census: Option<Census>) {
        let Some(Census { population: counted, .. }) = census else {
            return self.note(DefectKind::CensusMissing, who(commune), NO_CENSUS);
        };
        let Some(municipal) = commune.population.filter(|&people| people >= COMPARED_FROM) else {
            return;
        };
        if counted.abs_diff(municipal) > municipal / FAR_APART {
            let detail =
                format!("{counted} residents in the census, municipal population {municipal}");
            self.note(DefectKind::CensusDiffers, who(commune), detail);
        }
    }

    fn note_membership(
        &mut self,
        commune: &CogCommune,
        ours: Option<Siren>,
        theirs: Option<Siren>,
    ) {
        if ours != theirs {
            let name = |epci: Option<Siren>| epci.map_or("no EPCI".to_owned(), |e| e.to_string());
            let (ours, theirs) = (name(ours), name(theirs));
            let detail = format!("{ours} in the official geography, {theirs} with the boundaries");
            self.note(DefectKind::MembershipDiffers, who(commune), detail);
        }
    }

    fn town_hall(
        &mut self,
        commune: &CogCommune,
        row: BoundaryRow,
        area: Option<&CommuneArea>,
        areas: &Areas,
    ) -> Option<TownHall> {
        let point = row.town_hall.unwrap_or_else(|invalid| {
            let detail = format!("its town hall: {invalid}");
            self.note(DefectKind::UnreadableGeometry, who(commune), detail);
            None
        });
        let (town_hall, found) = screen(point, row.address, area);
        match found {
            Screened::Sound => {}
            Screened::Missing => {
                self.note(DefectKind::TownHallMissing, who(commune), "the source has no point");
            }
            Screened::Outside([lon, lat]) => {
                let there = commune_at(areas, [lon, lat])
                    .map_or("in no commune".to_owned(), |code| format!("in {}", self.named(code)));
                let detail = format!("the point {lon:.6} {lat:.6} lies {there}");
                self.note(DefectKind::TownHallOutside, who(commune), detail);
            }
        }
        town_hall
    }

    fn named(&self, code: CommuneCode) -> String {
        let at = self.cog.communes.binary_search_by_key(&code, |commune| commune.code);
        at.map_or(code.to_string(), |at| format!("{code} {}", self.cog.communes[at].name))
    }
}

/// Residents from which the census is held against the municipal population: two years apart,
/// smaller communes differ by chance.
const COMPARED_FROM: u32 = 200;

/// The share of the municipal population, one over this, that two years do not explain.
const FAR_APART: u32 = 3;

const NO_CENSUS: &str = "the census by IRIS does not have it; the residents of a commune that was \
    created again since are counted in the one it left";

fn who(commune: &CogCommune) -> (&str, &str) {
    (commune.code.as_str(), &commune.name)
}

/// Where a commune lies, in words: overseas collectivities are not départements.
fn place_of(code: CommuneCode) -> String {
    let department = code.department();
    let collectivity = matches!(department, "975" | "977" | "978") || department.starts_with("98");
    if collectivity {
        format!("the overseas collectivity {department}")
    } else {
        "this commune".to_owned()
    }
}
