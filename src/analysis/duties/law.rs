//! What the law asks of those who organise the care of young children, with its source.

use jiff::civil::{Date, date};

/// A duty of the service public de la petite enfance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// The word used in answers.
    pub name: &'static str,
    /// What is asked, in French.
    pub asks: &'static str,
    /// It falls on those of more residents than this; on all where there is no line.
    pub above: Option<u32>,
    /// The first day it holds.
    pub since: Date,
    /// Where it is written, in French.
    pub article: &'static str,
    /// What the article adds that a user should know, in French.
    pub note: Option<&'static str>,
}

/// The line above which planning and quality are asked for, in residents.
pub const PLANNING_LINE: u32 = 3_500;

/// The line above which a scheme and a relay are asked for, in residents.
pub const SCHEME_LINE: u32 = 10_000;

/// The day the communes became the organising authorities.
const SERVICE_SINCE: Date = date(2025, 1, 1);

/// The day the relay became due.
const RELAY_SINCE: Date = date(2026, 1, 1);

/// Where it is written whose residents are counted once the competence is transferred.
pub const TRANSFER_ARTICLE: &str = "CASF, art. L. 214-1-3, III";

/// The duties, in the order of the article.
pub const DUTIES: [Duty; 4] = [
    Duty {
        name: "count-and-inform",
        asks: "recenser les besoins des enfants de moins de trois ans et les modes d’accueil\
               \u{202f}; informer et accompagner les familles et les futurs parents",
        above: None,
        since: SERVICE_SINCE,
        article: "CASF, art. L. 214-1-3, I (1° et 2°) et II, al. 1",
        note: None,
    },
    Duty {
        name: "plan-and-support",
        asks: "planifier le développement des modes d’accueil\u{202f}; soutenir leur qualité",
        above: Some(PLANNING_LINE),
        since: SERVICE_SINCE,
        article: "CASF, art. L. 214-1-3, I (3° et 4°) et II, al. 2",
        note: None,
    },
    Duty {
        name: "multi-year-scheme",
        asks: "établir et mettre en œuvre le schéma pluriannuel de maintien et de développement \
               de l’offre d’accueil du jeune enfant",
        above: Some(SCHEME_LINE),
        since: SERVICE_SINCE,
        article: "CASF, art. L. 214-1-3, II, al. 3, L. 214-2 et D. 214-10-1 \
                  (décret n° 2025-253)",
        note: Some(
            "une convention territoriale globale dont le contenu répond à celui du schéma \
             en tient lieu (L. 214-2, III)",
        ),
    },
    Duty {
        name: "relay",
        asks: "mettre en place un relais petite enfance",
        above: Some(SCHEME_LINE),
        since: RELAY_SINCE,
        article: "CASF, art. L. 214-1-3, II, al. 4 et L. 214-2-1 \
                  (loi n° 2023-1196, art. 17)",
        note: None,
    },
];
