//! White zones (zones blanches): where no service is within reach and none serves by perimeter.

use super::Outside;
use super::catchment::Catchment;
use super::coverage::has_places;
use super::decay::Decay;
use super::distances::Distances;
use super::place_shares::PlaceShare;
use super::profile::Profile;
use super::question::{Offer, Question};
use super::supply::Supply;
use super::three_parts::ThreeParts;
use super::white_zone_row::{Verdict, WhiteZoneRow};
use super::white_zone_total::total;
use crate::index::{Atlas, Study, StudyCommune};
use crate::territory::{Completeness, Figure, Status};
use crate::units::{Metres, Projected, SquareMetres};

/// A commune with cells is partly white from this many children out of reach on.
pub const PARTLY_WHITE_CHILDREN: f64 = 0.5;

/// A commune without cells is partly white from this share of its area on.
pub const PARTLY_WHITE_AREA: f64 = 0.01;

/// Shares this near to one are all: what remains is rounding.
const ALL: f64 = 1.0 - 1e-9;

/// What is asked of white zones beyond the services.
#[derive(Debug, Clone, Copy)]
pub struct Threshold {
    /// How far a service reaches, as the crow flies; exactly there is in reach.
    pub within: Metres,
    /// Places per 100 children below which a commune in reach is underserved, where one is set.
    pub reference: Option<f64>,
    /// How the weight of a service falls with distance, where places are shared.
    pub decay: Decay,
}

/// The white zones of a territory.
#[derive(Debug)]
pub struct WhiteZones<'a> {
    /// One row per commune, in the order of their codes.
    pub communes: Vec<WhiteZoneRow>,
    /// The whole: sums of the rows.
    pub total: WhiteZoneRow,
    supply: Supply<'a>,
    catchment: Catchment<'a>,
    distances: Distances,
}

/// Finds the white zone of each commune and of the whole.
///
/// Units: m², children, places per child. The parts add up to the whole: white and covered to the
/// area, with a place, without and out of reach to the children.
#[must_use]
pub fn white_zones<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    threshold: &Threshold,
) -> WhiteZones<'a> {
    let supply = Supply::new(atlas, study, question, threshold.within);
    let offers = question.offers_of(atlas, study);
    let distances = Distances::new(study, question, &supply);
    let catchment = Catchment::new(atlas, study, question, threshold, &distances);
    let communes: Vec<WhiteZoneRow> = study
        .communes
        .iter()
        .enumerate()
        .map(|(at, commune)| {
            let facilities = offers[at].len();
            // A service that stands nowhere known may reach anywhere.
            let lost =
                |offer: &Offer<'_>| offer.facility.position.is_none() && commune.hall.is_none();
            if question.completeness(atlas, commune) != Completeness::Complete
                || offers[at].iter().any(lost)
            {
                return not_documented(commune, question, facilities);
            }
            let row = Reached { commune, question, supply: &supply, threshold };
            let share = PlaceShare::new(&catchment, &distances, (at, commune), question.ages);
            row.measure(distances.of(at), share, facilities)
        })
        .collect();
    let total = total(&communes);
    WhiteZones { communes, total, supply, catchment, distances }
}

impl WhiteZones<'_> {
    /// The services whose places are shared out, and how.
    #[must_use]
    pub fn catchment(&self) -> &Catchment<'_> {
        &self.catchment
    }

    /// How far each lot of children is from the nearest service.
    pub(super) fn distances(&self) -> &Distances {
        &self.distances
    }

    /// Whether a service within the threshold stands at a town hall for want of an address.
    #[must_use]
    pub fn is_at_a_hall(&self) -> bool {
        self.supply.is_at_a_hall
    }

    /// Whether every service of the kind is known around the territory, as far as the threshold.
    #[must_use]
    pub fn neighbours_known(&self) -> bool {
        self.supply.neighbours_known
    }

    /// The white polygons of the commune at `at`, arcs drawn to `tolerance` metres; none where
    /// nothing is white or nobody said, nor where it is secret, which never looks like a white
    /// zone.
    #[must_use]
    pub fn polygons(
        &self,
        study: &Study,
        at: usize,
        tolerance: Metres,
    ) -> Vec<Vec<Vec<Projected>>> {
        let row = &self.communes[at];
        let white = row.white_area.value().is_some_and(|area| area > 0.0);
        let drawn = white && row.verdict != Verdict::Secret;
        let shape = study.communes[at].shape.as_ref().filter(|_| drawn);
        shape.map_or_else(Vec::new, |shape| {
            Outside::new(shape, &self.supply.reach).polygons(tolerance.get())
        })
    }
}

fn not_documented(commune: &StudyCommune, question: &Question, facilities: usize) -> WhiteZoneRow {
    WhiteZoneRow {
        facilities,
        area: area_of(commune),
        white_area: Figure::NOT_DOCUMENTED,
        children: commune.children(question.ages),
        white_children: Figure::NOT_DOCUMENTED,
        access: Figure::NOT_DOCUMENTED,
        with_place: Figure::NOT_DOCUMENTED,
        without_place: Figure::NOT_DOCUMENTED,
        verdict: Verdict::NotDocumented,
        profile: Profile::default(),
        all_reached_at: None,
    }
}

fn area_of(commune: &StudyCommune) -> Figure {
    commune.shape.as_ref().map_or(Figure::NOT_DOCUMENTED, |_| Figure::observed(commune.area.0))
}

/// A commune whose services are all known, ready to be measured.
struct Reached<'a> {
    commune: &'a StudyCommune,
    question: &'a Question,
    supply: &'a Supply<'a>,
    threshold: &'a Threshold,
}

impl Reached<'_> {
    fn measure(
        &self,
        distances: &[(f64, f64)],
        share: PlaceShare,
        facilities: usize,
    ) -> WhiteZoneRow {
        let children = self.commune.children(self.question.ages);
        let in_perimeter = self.supply.serves_by_perimeter(self.commune.code);
        let white = if in_perimeter { Some(SquareMetres(0.0)) } else { self.white_area() };
        let mark = |value| {
            if self.supply.is_estimated() {
                Figure::estimated(value)
            } else {
                Figure::observed(value)
            }
        };
        let white_area = white.map_or(Figure::NOT_DOCUMENTED, |area| mark(area.0));
        let white_share = white.map(|area| area.0 / self.commune.area.0);
        let out = self.out_of_reach(
            distances,
            children,
            if in_perimeter { Some(0.0) } else { white_share },
        );
        let (access, with_place) = self.places(share, children, out);
        let ThreeParts { with_place, without_place, out_of_reach: out } =
            ThreeParts::new(children, out, with_place);
        WhiteZoneRow {
            facilities,
            area: area_of(self.commune),
            white_area,
            children,
            white_children: out,
            access,
            with_place,
            without_place,
            verdict: self.verdict(white_share, children, out, access),
            profile: self.profile(distances, in_perimeter),
            all_reached_at: Profile::all_reached_at(distances)
                .filter(|_| self.commune.has_cells(self.question.ages)),
        }
    }

    /// Only cells tell how far children live; one point for all of them would only seem to.
    fn profile(&self, distances: &[(f64, f64)], in_perimeter: bool) -> Profile {
        if self.commune.has_cells(self.question.ages) {
            Profile::of(distances, in_perimeter)
        } else {
            Profile::default()
        }
    }

    fn white_area(&self) -> Option<SquareMetres> {
        let shape = self.commune.shape.as_ref()?;
        Some(Outside::new(shape, &self.supply.reach).area())
    }

    /// By cells where there are some, else by the share of the area.
    fn out_of_reach(
        &self,
        distances: &[(f64, f64)],
        children: Figure,
        share: Option<f64>,
    ) -> Figure {
        if self.commune.has_cells(self.question.ages) && share != Some(0.0) {
            let beyond =
                distances.iter().filter(|(distance, _)| *distance > self.threshold.within.get());
            return Figure::estimated(beyond.map(|(_, children)| children).sum());
        }
        share.map_or(Figure::NOT_DOCUMENTED, |share| children.as_estimate().map(|all| all * share))
    }

    /// The access of the commune as a whole, and its children in reach with a place.
    fn places(&self, share: PlaceShare, children: Figure, out: Figure) -> (Figure, Figure) {
        if !has_places(self.question.kind) {
            return (Figure::NOT_APPLICABLE, Figure::NOT_APPLICABLE);
        }
        if self.commune.has_cells(self.question.ages) {
            return (share.access, share.with_place);
        }
        let access = share.access;
        if access.status() == Status::Secret {
            return (access, access);
        }
        // Without cells all children share one access, those in reach alone can use it.
        let Some((all, beyond)) = children.value().zip(out.value()) else {
            return (access, Figure::NOT_DOCUMENTED);
        };
        if all == 0.0 {
            return (access, Figure::observed(0.0));
        }
        (access, access.map(|per_child| per_child.min(1.0) * (all - beyond).max(0.0)))
    }

    fn verdict(
        &self,
        share: Option<f64>,
        children: Figure,
        out: Figure,
        access: Figure,
    ) -> Verdict {
        let by_area = share.map(|share| (share >= ALL, share >= PARTLY_WHITE_AREA));
        let by_cells = || {
            let (out, all) = (out.value()?, children.value().filter(|&all| all > 0.0)?);
            Some((out >= ALL * all, out >= PARTLY_WHITE_CHILDREN))
        };
        let judged = if self.commune.has_cells(self.question.ages) {
            by_cells().or(by_area)
        } else {
            by_area
        };
        let underserved = || {
            let known = access.value().filter(|_| access.status() != Status::LowerBound);
            self.threshold.reference.zip(known).is_some_and(|(line, access)| access * 100.0 < line)
        };
        match judged {
            // Where the line runs would tell how many there are.
            _ if children.status() == Status::Secret => Verdict::Secret,
            None => Verdict::NotDocumented,
            Some((true, _)) => Verdict::White,
            Some((_, true)) => Verdict::PartlyWhite,
            Some(_) if underserved() => Verdict::Underserved,
            Some(_) => Verdict::Covered,
        }
    }
}
