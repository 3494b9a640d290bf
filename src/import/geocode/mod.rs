//! Where addresses are: one interface, an address service or address files behind it.
//!
//! [`Geocoder`] finds answers, [`judge`] decides what they are worth, [`Judged::question`] puts
//! the doubtful ones to a person. Nothing here decides for a person.

mod address_file;
mod address_file_error;
mod address_rows;
mod batch;
mod bounded;
mod cache;
mod features;
mod files;
mod http;
mod judge;
mod listed_street;
mod question;
mod reading;
mod service;
mod street;
mod words;

pub use address_file::AddressFile;
pub use address_file_error::AddressFileError;
pub use address_rows::FileLimits;
pub use cache::{Cached, CachedAnswer, GeocodeCache};
pub use files::AddressFiles;
pub use http::{Clock, SystemClock};
pub use judge::{Doubt, Judged, MIN_GAP, SURE_SCORE, judge};
pub use question::{AT_THE_COMMUNE, DOUBTFUL_POSITION, Subject, position_value};
pub use service::{AddressService, ServiceOptions};
pub use words::{fold, street_key};

use std::time::Duration;

use crate::territory::{CommuneCode, Geocode};

/// The longest address that is looked for, in characters, postcode and commune included. The
/// national service refuses longer ones; none of them is an address.
pub const LONGEST_ADDRESS: usize = 200;

/// An address to find.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressAsked {
    /// The caller's own name for it. It is sent to no service.
    pub key: String,
    /// Number and street, as the list gives them.
    pub address: String,
    /// The postcode, or nothing.
    pub postcode: String,
    /// The name of the commune, or nothing.
    pub city: String,
    /// The commune, where it is known.
    pub commune: Option<CommuneCode>,
}

impl AddressAsked {
    /// Whether there is something to look for: a letter in the address, and no more text than an
    /// address has. A number alone, a commune alone or a page of prose is not asked.
    #[must_use]
    pub fn is_askable(&self) -> bool {
        let length: usize =
            [&self.address, &self.postcode, &self.city].iter().map(|t| t.chars().count() + 1).sum();
        self.address.chars().any(char::is_alphabetic) && length <= LONGEST_ADDRESS
    }
}

/// What was found for one address.
#[derive(Debug, Clone, PartialEq)]
pub enum Located {
    /// The answers, best first; none where the address is not known.
    Answers(Vec<Geocode>),
    /// The source failed on this very address. It can be asked again.
    Failed,
}

impl Located {
    /// The answers, best first; none where it failed.
    #[must_use]
    pub fn answers(&self) -> &[Geocode] {
        match self {
            Self::Answers(answers) => answers,
            Self::Failed => &[],
        }
    }
}

/// A source that knows where addresses are.
pub trait Geocoder {
    /// Names it among sources, such as `geoplateforme` or `ban`.
    fn id(&self) -> &str;

    /// Finds each address: as many results as addresses, in the same order.
    ///
    /// `progress` is told how many are done, growing up to the number asked.
    ///
    /// # Errors
    /// Where the source cannot be asked or does not answer as documented.
    fn locate(
        &self,
        asked: &[AddressAsked],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Located>, GeocodeError>;
}

impl<G: Geocoder + ?Sized> Geocoder for Box<G> {
    fn id(&self) -> &str {
        (**self).id()
    }

    fn locate(
        &self,
        asked: &[AddressAsked],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Located>, GeocodeError> {
        (**self).locate(asked, progress)
    }
}

/// Why a source of addresses cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GeocodeError {
    /// What the user gave is not the address of a service.
    #[error("`{url}` is not the address of a geocoding service: {detail}")]
    BadUrl {
        /// What was given.
        url: String,
        /// What is wrong with it.
        detail: &'static str,
    },
    /// The service asks to come back later than is worth waiting, or never gets free.
    #[error("{service} is busy after {tries} tries")]
    Busy {
        /// The service.
        service: String,
        /// How often it was asked.
        tries: u32,
        /// How long it wants to be left alone, where it says so.
        retry_after: Option<Duration>,
    },
    /// The service refuses the request.
    #[error("{service} refuses: HTTP {status}, {detail}")]
    Refused {
        /// The service.
        service: String,
        /// The HTTP status.
        status: u16,
        /// The beginning of what it says.
        detail: String,
    },
    /// The service fails, again and again.
    #[error("{service} fails: HTTP {status} after {tries} tries")]
    Failing {
        /// The service.
        service: String,
        /// The HTTP status.
        status: u16,
        /// How often it was asked.
        tries: u32,
    },
    /// No connection, too slow, too many redirections, a broken or an endless answer.
    #[error("{service} cannot be reached or does not end its answer")]
    Network {
        /// The service.
        service: String,
        /// What happened.
        #[source]
        source: Box<ureq::Error>,
    },
    /// The answer is not what is documented.
    #[error("{service} answers something else than expected: {detail}")]
    Answer {
        /// The service.
        service: String,
        /// What is wrong with it.
        detail: String,
    },
    /// A file of addresses cannot be read.
    #[error(transparent)]
    File(#[from] AddressFileError),
}

impl GeocodeError {
    /// What happened and what can be done, in French.
    #[must_use]
    pub fn in_french(&self) -> String {
        match self {
            Self::BadUrl { url, .. } => format!(
                "«\u{a0}{url}\u{a0}» n’est pas l’adresse d’un service de géocodage. Donnez une adresse qui \
                 commence par https:// ou http://."
            ),
            Self::Busy { service, .. } => format!(
                "Le service {service} est trop demandé. Relancez plus tard\u{a0}: ce qui est déjà \
                 trouvé est gardé."
            ),
            Self::Refused { service, status, .. } => format!(
                "Le service {service} refuse la demande (HTTP {status}). Vérifiez son adresse."
            ),
            Self::Failing { service, status, .. } => format!(
                "Le service {service} est en panne (HTTP {status}). Relancez plus tard ou donnez \
                 un fichier d’adresses (--ban)."
            ),
            Self::Network { service, .. } => format!(
                "Le service {service} ne répond pas. Vérifiez la connexion ou donnez un fichier \
                 d’adresses (--ban)."
            ),
            Self::Answer { service, .. } => format!(
                "La réponse de {service} n’est pas celle d’un service de géocodage. Vérifiez son \
                 adresse."
            ),
            Self::File(error) => error.in_french(),
        }
    }
}

impl<G: Geocoder + ?Sized> Geocoder for &G {
    fn id(&self) -> &str {
        (**self).id()
    }

    fn locate(
        &self,
        asked: &[AddressAsked],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Located>, GeocodeError> {
        (**self).locate(asked, progress)
    }
}
