//! The indicators. Each is a pure function of the territory, its indexes and its own parameters.

mod access;
mod catchment;
mod cell_parts;
mod coverage;
mod decay;
mod distances;
mod duties;
mod evolution;
mod modes;
mod national;
mod nearest;
mod outside;
mod outside_shape;
mod perimeters;
mod place_shares;
mod profile;
mod question;
mod ranking;
mod reach;
mod scenario;
pub mod secrecy;
pub mod siting;
mod supply;
mod three_parts;
mod white_zone_row;
mod white_zone_total;
mod white_zones;

pub use access::{Access, access};
pub use catchment::{Catchment, CatchmentService, Share};
pub use cell_parts::{CellParts, cell_parts};
pub use coverage::{Coverage, CoverageRow, FEW_CHILDREN, coverage, gap, has_places};
pub use decay::{Decay, InvalidDecay, MOST_STEPS, Steps, WEIGHT_AT_THRESHOLD};
pub use duties::{
    Authority, Competence, DUTIES, Due, Duties, DutiesError, Duty, NEAR_LINE, PLANNING_LINE, Relay,
    SCHEME_LINE, TRANSFER_ARTICLE, duties,
};
pub use evolution::{
    BASELINE_MARGIN, BASELINE_SOURCE, Basis, Evolution, EvolutionRow, FacilityChange, MOVED_FROM,
    Moment, Pair, Population, What, baseline, baseline_day, evolution, same_children,
    with_children_of,
};
pub use modes::{
    CareMode, LEISURE_AGES, LeisureRow, LeisureSlot, ModeRow, Modes, ModesAsked, ModesOf, OwnRate,
    PublishedRate, Reference, ReferenceRate, modes, under_three,
};
pub use national::{NationalCoverage, NationalRow, national_coverage};
pub use nearest::nearest_services;
pub use outside::Outside;
pub use perimeters::{
    CHILDMINDERS_PER_ANIMATOR, Covered, Per, PerimeterRow, PerimeterTotal, Perimeters, ServedBy,
    perimeters, times_per_month,
};
pub use profile::{PROFILE_BARS, PROFILE_STEP, Profile};
pub use question::{Fill, Mode, Offer, Question};
pub use ranking::{
    Criterion, FLIPS_UP_TO, Flip, InvalidWeights, Measures, Rank, RankedBy, RankedRow, Ranking,
    THRESHOLD_STEPS, WEIGHT_STEPS, Weights, gini, ranking,
};
pub use reach::{Arc, Reach};
pub use scenario::{SCENARIO_SOURCE, ScenarioError, suppose};
pub use three_parts::{ThreeParts, shown_in_tenths};
pub use white_zone_row::{Verdict, WhiteZoneRow};
pub use white_zones::{
    PARTLY_WHITE_AREA, PARTLY_WHITE_CHILDREN, Threshold, WhiteZones, white_zones,
};
