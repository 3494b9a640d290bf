//! A service over HTTP: the national one (Géoplateforme), or addok, the engine behind it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ureq::http::Uri;

use super::http::{Courier, Request};
use super::{
    AddressAsked, Clock, Doubt, GeocodeError, Geocoder, Judged, Located, SystemClock, batch,
    features, judge,
};

/// The host of the national service.
const NATIONAL_HOST: &str = "data.geopf.fr";

/// The most addresses in one request.
const ROWS: usize = 500;

/// The most bytes of an answer to many addresses: 500 rows have some 150 kB.
const LARGEST_TABLE: u64 = 16 << 20;

/// The most bytes of an answer to one address: five features have some 3 kB.
const LARGEST_COLLECTION: u64 = 1 << 20;

/// The most doubtful addresses whose alternatives are fetched in one go. Each takes a request of
/// its own; a list with more is not one to correct by hand.
const MOST_ALTERNATIVES: usize = 300;

/// How a service is used.
pub struct ServiceOptions {
    /// The time limit of one request with its whole answer.
    pub timeout: Duration,
    /// The clock that paces it.
    pub clock: Box<dyn Clock>,
}

impl Default for ServiceOptions {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(60), clock: Box::new(SystemClock) }
    }
}

/// A geocoding service over HTTP.
///
/// Addresses are asked by hundreds. Those whose answer is doubtful are asked once more, alone, for
/// the alternatives. Answers are filtered by the commune asked, as long as the service can.
pub struct AddressService {
    id: String,
    base: String,
    courier: Courier,
    filters: AtomicBool,
}

impl AddressService {
    /// A service at an address such as `https://data.geopf.fr/geocodage`.
    ///
    /// # Errors
    /// Where that is not the address of a service.
    pub fn new(url: &str, options: ServiceOptions) -> Result<Self, GeocodeError> {
        let refused =
            |detail| GeocodeError::BadUrl { url: url.chars().take(200).collect(), detail };
        let base = url.trim().trim_end_matches('/');
        let uri: Uri = base.parse().map_err(|_not_one| refused("it is not a URL"))?;
        let Some(authority) = uri.authority() else { return Err(refused("it has no host")) };
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(refused("http:// or https:// is expected"));
        }
        if authority.as_str().contains('@') || uri.query().is_some() || base.contains('#') {
            return Err(refused("a host and a path are expected, nothing more"));
        }
        let national = authority.host() == NATIONAL_HOST;
        let id =
            if national { "geoplateforme".to_owned() } else { format!("geocoder-{authority}") };
        let courier = Courier::new(authority.to_string(), options.timeout, options.clock);
        Ok(Self { id, base: base.to_owned(), courier, filters: AtomicBool::new(true) })
    }

    fn batch(&self, asked: &[&AddressAsked]) -> Result<Vec<Located>, GeocodeError> {
        let filtered = self.filters.load(Ordering::Relaxed);
        match self.send(asked, filtered) {
            // Some releases of addok break on the filter (500) or refuse it (400). Whether the
            // answer lies in the commune is judged all the same.
            Err(
                GeocodeError::Failing { status: 500, .. }
                | GeocodeError::Refused { status: 400, .. },
            ) if filtered => {
                let located = self.send(asked, false)?;
                self.filters.store(false, Ordering::Relaxed);
                Ok(located)
            }
            sent => sent,
        }
    }

    fn send(&self, asked: &[&AddressAsked], filtered: bool) -> Result<Vec<Located>, GeocodeError> {
        let form = batch::form(asked, filtered);
        let url = format!("{}/search/csv", self.base);
        let request = Request::Post(&url, &form.content_type, &form.body);
        let answer = self.courier.fetch(&request, LARGEST_TABLE)?;
        batch::read(&self.id, &answer, asked.len()).map_err(|detail| self.unexpected(&detail))
    }

    /// The answers to a doubtful address: within its commune, else anywhere.
    fn alternatives(&self, asked: &AddressAsked) -> Result<Option<Located>, GeocodeError> {
        for filtered in [true, false] {
            if filtered && asked.commune.is_none() {
                continue;
            }
            let url = features::url(&self.base, asked, filtered);
            let answer = self.courier.fetch(&Request::Get(&url), LARGEST_COLLECTION)?;
            let answers =
                features::read(&self.id, &answer).map_err(|detail| self.unexpected(&detail))?;
            if !answers.is_empty() {
                return Ok(Some(Located::Answers(answers)));
            }
        }
        Ok(None)
    }

    fn unexpected(&self, detail: &str) -> GeocodeError {
        GeocodeError::Answer {
            service: self.courier.service().to_owned(),
            detail: detail.chars().take(200).collect(),
        }
    }
}

impl Geocoder for AddressService {
    fn id(&self) -> &str {
        &self.id
    }

    fn locate(
        &self,
        asked: &[AddressAsked],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Located>, GeocodeError> {
        let mut located = vec![Located::Answers(Vec::new()); asked.len()];
        let askable: Vec<usize> = (0..asked.len()).filter(|&at| asked[at].is_askable()).collect();
        let mut done = asked.len() - askable.len();
        let mut left = MOST_ALTERNATIVES;
        for places in askable.chunks(ROWS) {
            let wanted: Vec<&AddressAsked> = places.iter().map(|&at| &asked[at]).collect();
            let answers = self.batch(&wanted)?;
            for (&at, answer) in places.iter().zip(answers) {
                located[at] = answer;
                if left > 0 && wants_alternatives(&asked[at], &located[at]) {
                    left -= 1;
                    if let Some(better) = self.alternatives(&asked[at])? {
                        located[at] = better;
                    }
                }
                done += 1;
                progress(done);
            }
        }
        progress(asked.len());
        Ok(located)
    }
}

/// Whether a person would want to see what else there is.
fn wants_alternatives(asked: &AddressAsked, located: &Located) -> bool {
    let Located::Answers(answers) = located else { return false };
    match judge(asked, answers, &|_anywhere| true) {
        Judged::Sure(..) => false,
        Judged::NotFound => true,
        // The list has another postcode: nothing else would be found.
        Judged::Doubtful { reasons, .. } => {
            !reasons.iter().all(|reason| matches!(reason, Doubt::Postcode(_)))
        }
    }
}
