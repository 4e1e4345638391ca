//! Why nothing was fetched, in words for an editor.

use std::fmt;
use std::time::Duration;

use super::signature::is_document;
use crate::import::notice::Hint;

/// Why nothing was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchError {
    /// An address of another kind than `http` and `https`.
    Scheme(String),
    /// An address with a user's name or a password in it.
    Password,
    /// A port of another service.
    Port(u16),
    /// A host of a private network, by how it is written or by what its name stands for.
    Private(String),
    /// There is no such host.
    NoHost(String),
    /// The host cannot be reached: why.
    Unreachable(String),
    /// The host cannot show that it is the one: what is wrong with its certificate.
    Certificate {
        /// Which host.
        host: String,
        /// What is wrong.
        why: String,
    },
    /// The time that was given is over.
    Time(Duration),
    /// A redirect to what is not fetched.
    Leads {
        /// Where to.
        to: String,
        /// Why that is not fetched.
        why: Box<FetchError>,
    },
    /// More redirects than are followed.
    Redirects(usize),
    /// Redirects that lead to where they began.
    Circle {
        /// Whether the host wanted cookies to be kept.
        sets_cookies: bool,
    },
    /// The host answers that there is nothing, or not for this program.
    Status {
        /// The status code (RFC 9110, section 15).
        code: u16,
        /// When it may be asked again.
        retry_after: Option<Duration>,
    },
    /// More bytes than are read, packed or unpacked.
    Size(usize),
    /// Something else than was asked for.
    Kind {
        /// The media type that the host names, or the bytes show.
        media_type: String,
        /// What that is, in words.
        is: &'static str,
        /// Whether the host names another type than the bytes show.
        is_lie: bool,
    },
    /// A content coding that nobody asked for, or that is broken: what is wrong.
    Coding(String),
    /// The host breaks off, or does not speak HTTP: why.
    Broken(String),
    /// The answer has no content.
    Empty,
    /// The host does not want programs to ask for it (RFC 9309).
    Unwanted,
    /// Nobody can be asked: why.
    Setup(String),
}

impl FetchError {
    /// What to do about it.
    pub fn hint(&self) -> Option<Hint> {
        Some(match self {
            Self::Private(_) => Hint::AllowHost,
            Self::Password => Hint::ByLogin,
            Self::Leads { why, .. } => return why.hint(),
            Self::Circle { .. } | Self::Unwanted | Self::Redirects(_) => Hint::ByBrowser,
            Self::Status { code: 401 | 402 | 403 | 406 | 429 | 451 | 503, .. } => Hint::ByBrowser,
            Self::Status { code: 404 | 410, .. } => Hint::LookAtAddress,
            Self::Kind { media_type, .. } if is_document(media_type) => Hint::CopyText,
            Self::Time(_) | Self::Broken(_) => Hint::TryAgain,
            Self::Size(_) => Hint::Shorten,
            _ => return None,
        })
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme(scheme) => {
                write!(out, "addresses with `{scheme}:` are not fetched, only `https:` and `http:`")
            }
            Self::Password => out.write_str("the address has a user's name or a password in it"),
            Self::Port(port) => write!(out, "port {port} is one of another service than the web"),
            Self::Private(host) => write!(out, "{host} is in a private network"),
            Self::NoHost(host) => write!(out, "there is no host {host}, or no connection to the internet"),
            Self::Unreachable(why) => write!(out, "the host cannot be reached: {why}"),
            Self::Certificate { host, why } => write!(out, "the certificate of {host} is not valid: {why}"),
            Self::Time(time) => write!(out, "the host does not answer within {} s", time.as_secs_f32()),
            Self::Leads { to, why } => write!(out, "it leads to {to}: {why}"),
            Self::Redirects(most) => write!(out, "it leads on more than {most} times"),
            Self::Circle { sets_cookies: false } => out.write_str("it leads back to itself"),
            Self::Circle { sets_cookies: true } => out
                .write_str("it leads back to itself: the host shows the page only to who keeps its cookies"),
            Self::Status { code, retry_after } => {
                write!(out, "the host answers {code}")?;
                if let Some(reason) =
                    reqwest::StatusCode::from_u16(*code).ok().and_then(|status| status.canonical_reason())
                {
                    write!(out, " {reason}")?;
                }
                retry_after
                    .map_or(Ok(()), |wait| write!(out, "; it may be asked again in {} s", wait.as_secs()))
            }
            Self::Size(most) if *most < 1 << 20 => write!(out, "it is larger than {most} bytes"),
            Self::Size(most) => write!(out, "it is larger than {} MB", most >> 20),
            Self::Kind { media_type, is, is_lie: false } => write!(out, "it is {is} ({media_type})"),
            Self::Kind { media_type, is, is_lie: true } => {
                write!(out, "it is {is} ({media_type}), which the host calls something else")
            }
            Self::Coding(what) => write!(out, "what the host sends cannot be unpacked: {what}"),
            Self::Broken(why) => write!(out, "the host breaks off: {why}"),
            Self::Empty => out.write_str("the host sends nothing"),
            Self::Unwanted => {
                out.write_str("the host does not want programs to ask for it (its robots.txt says so)")
            }
            Self::Setup(why) => write!(out, "the web cannot be asked: {why}"),
        }
    }
}

impl std::error::Error for FetchError {}
