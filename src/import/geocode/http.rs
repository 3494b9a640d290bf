//! Polite requests: paced, retried within bounds, answers of bounded size.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use ureq::http::Response;
use ureq::{Agent, Body};

use super::GeocodeError;

/// The pause before each request: 40 a second at most, where the national service allows 50.
const PAUSE: Duration = Duration::from_millis(25);

/// How often a request is made before giving up on a busy or failing service.
const TRIES: u32 = 5;

/// How often a request is made that gets no answer or a broken one, since each can take the whole
/// time limit, or one that breaks the service (HTTP 500), since it most often always does.
const TRIES_WITHOUT_ANSWER: u32 = 2;

/// The longest a service may ask us to wait. Beyond, we give up rather than come back too early.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// The most bytes of a refusal that are told.
const LONGEST_DETAIL: usize = 200;

/// The time, and waiting for it.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;
    /// Waits.
    fn sleep(&self, duration: Duration);
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

/// A request that can be made again.
pub(super) enum Request<'a> {
    /// Reads an address.
    Get(&'a str),
    /// Sends a body of a type.
    Post(&'a str, &'a str, &'a [u8]),
}

/// Makes the requests to one service.
pub(super) struct Courier {
    agent: Agent,
    clock: Box<dyn Clock>,
    service: String,
}

impl Courier {
    /// `timeout` is for one request and its whole answer.
    pub(super) fn new(service: String, timeout: Duration, clock: Box<dyn Clock>) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .user_agent(concat!("maillage/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(timeout.min(Duration::from_secs(10))))
            .timeout_per_call(Some(timeout))
            .timeout_global(Some(timeout))
            .max_redirects(3)
            .max_redirects_will_error(true)
            .proxy(None)
            .build();
        Self { agent: config.new_agent(), clock, service }
    }

    /// The name of the service in messages.
    pub(super) fn service(&self) -> &str {
        &self.service
    }

    /// The bytes of the answer, `limit` at most.
    pub(super) fn fetch(&self, request: &Request<'_>, limit: u64) -> Result<Vec<u8>, GeocodeError> {
        let mut tried = 0;
        loop {
            tried += 1;
            self.clock.sleep(PAUSE);
            let error = match self.once(request, limit) {
                Ok(Reply::Whole(bytes)) => return Ok(bytes),
                Ok(Reply::Busy { status, retry_after }) => {
                    let wait = retry_after.unwrap_or_else(|| backoff(tried));
                    let tries = if status == 500 { TRIES_WITHOUT_ANSWER } else { TRIES };
                    if tried < tries && wait <= LONGEST_WAIT {
                        self.clock.sleep(wait);
                        continue;
                    }
                    self.gave_up(status, tried, retry_after)
                }
                Err(Stop::Unanswered(_)) if tried < TRIES_WITHOUT_ANSWER => {
                    self.clock.sleep(backoff(tried));
                    continue;
                }
                Err(Stop::Unanswered(source) | Stop::Hopeless(source)) => {
                    GeocodeError::Network { service: self.service.clone(), source }
                }
                Err(Stop::Refused { status, detail }) => {
                    GeocodeError::Refused { service: self.service.clone(), status, detail }
                }
            };
            return Err(error);
        }
    }

    fn once(&self, request: &Request<'_>, limit: u64) -> Result<Reply, Stop> {
        let sent = match request {
            Request::Get(url) => self.agent.get(*url).call(),
            Request::Post(url, kind, body) => {
                self.agent.post(*url).header("content-type", *kind).send(*body)
            }
        };
        let mut response = sent.map_err(Stop::of)?;
        let status = response.status().as_u16();
        match status {
            200 => {
                let body = response.body_mut().with_config().limit(limit);
                body.read_to_vec().map(Reply::Whole).map_err(Stop::of)
            }
            429 | 500 | 502..=504 => {
                Ok(Reply::Busy { status, retry_after: self.retry_after(&response) })
            }
            _ => Err(Stop::Refused { status, detail: beginning(response) }),
        }
    }

    /// `retry-after`, in seconds or as a date.
    fn retry_after(&self, response: &Response<Body>) -> Option<Duration> {
        let text = response.headers().get("retry-after")?.to_str().ok()?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let until = DateTimeParser::new().parse_timestamp(text).ok()?;
        let seconds = self.clock.now().until(until).ok()?.get_seconds();
        Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
    }

    fn gave_up(&self, status: u16, tries: u32, retry_after: Option<Duration>) -> GeocodeError {
        let service = self.service.clone();
        if status == 429 || retry_after.is_some() {
            GeocodeError::Busy { service, tries, retry_after }
        } else {
            GeocodeError::Failing { service, status, tries }
        }
    }
}

enum Reply {
    Whole(Vec<u8>),
    Busy { status: u16, retry_after: Option<Duration> },
}

enum Stop {
    /// No answer, or not all of it: worth another try.
    Unanswered(Box<ureq::Error>),
    /// Another try would end the same.
    Hopeless(Box<ureq::Error>),
    Refused {
        status: u16,
        detail: String,
    },
}

impl Stop {
    fn of(error: ureq::Error) -> Self {
        use ureq::Error::{BodyExceedsLimit, HostNotFound, TooManyRedirects};
        match error {
            BodyExceedsLimit(_) | HostNotFound | TooManyRedirects => {
                Self::Hopeless(Box::new(error))
            }
            _ => Self::Unanswered(Box::new(error)),
        }
    }
}

/// 1, 2, 4, 8 seconds.
fn backoff(tried: u32) -> Duration {
    Duration::from_secs(1 << (tried - 1).min(5))
}

fn beginning(mut response: Response<Body>) -> String {
    let body = response.body_mut().with_config().limit(64 * 1024).read_to_vec();
    let text = String::from_utf8_lossy(&body.unwrap_or_default()).into_owned();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_DETAIL).collect()
}
