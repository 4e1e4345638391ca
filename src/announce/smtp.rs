//! A message to a server of mail (RFC 5321), in one transaction.
//!
//! Until the whole message has been sent nothing is done, whatever ends the connection; after that only the server's answer says what was.

use std::error::Error as _;
use std::fmt::Display;
use std::io::{self, ErrorKind};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Response, Severity};

use super::trouble::Trouble;
use crate::config::Encryption;
use crate::line::one_line;

/// What is sent, and to where. No part of a message, as it holds a password.
pub struct Delivery {
    /// The server's name, or its address of IP.
    pub server: String,
    /// The port.
    pub port: u16,
    /// How the way to it is encrypted.
    pub encryption: Encryption,
    /// User and password, if the server asks for them.
    pub login: Option<(String, String)>,
    /// Who gets what cannot be delivered.
    pub from: String,
    /// The addresses: all of them get it, or none.
    pub to: Vec<String>,
    /// The message.
    pub message: Vec<u8>,
}

/// How long is waited.
#[derive(Clone, Copy)]
struct Patience {
    /// For each answer but one. The standard has minutes (section 4.5.3.2), but somebody sits there and waits.
    answer: Duration,
    /// For the answer to the whole message, which the server may look through. Who ends this too early does not know what became of it, so
    /// these are the standard's ten minutes.
    message: Duration,
    /// For the answer to the farewell, when all is done.
    farewell: Duration,
}

const PATIENCE: Patience = Patience {
    answer: Duration::from_secs(60),
    message: Duration::from_secs(600),
    farewell: Duration::from_secs(2),
};
/// How much of what a server says is shown.
const MOST_WORDS: usize = 300;

/// Sends a message: what the server says when it has taken it.
///
/// # Errors
/// Why it has not, or may not have.
pub fn send(delivery: &Delivery) -> Result<String, Trouble> {
    delivery.send(PATIENCE)
}

impl Delivery {
    fn send(&self, patience: Patience) -> Result<String, Trouble> {
        let mut connection = self.connect(patience)?;
        let done =
            self.open(&mut connection, patience).and_then(|()| self.message(&mut connection, patience));
        // What has lost its connection has nobody to take leave of.
        if !matches!(done, Err(Trouble::Unknown(_) | Trouble::Unreached(_))) {
            let _ = connection.set_timeout(Some(patience.farewell));
            connection.abort();
        }
        done
    }

    fn connect(&self, patience: Patience) -> Result<SmtpConnection, Trouble> {
        let tls = match self.encryption {
            Encryption::Tls => Some(self.tls()?),
            Encryption::StartTls | Encryption::None => None,
        };
        let (server, hello) = ((&*self.server, self.port), ClientId::default());
        SmtpConnection::connect(server, Some(patience.answer), &hello, tls.as_ref(), None)
            .map_err(|error| self.undone(&error, patience))
    }

    fn tls(&self) -> Result<TlsParameters, Trouble> {
        TlsParameters::new(self.server.clone()).map_err(|error| Trouble::Unreached(innermost(&error)))
    }

    /// All that comes before the message.
    fn open(&self, connection: &mut SmtpConnection, patience: Patience) -> Result<(), Trouble> {
        if self.encryption == Encryption::StartTls {
            if !connection.can_starttls() {
                return Err(Trouble::Lacking(
                    "offers no encryption (STARTTLS): without it nothing is sent".to_owned(),
                ));
            }
            let done = connection.starttls(&self.tls()?, &ClientId::default());
            done.map_err(|error| self.undone(&error, patience))?;
        }
        if let Some((user, password)) = &self.login {
            if connection.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
                return Err(Trouble::Lacking(
                    "offers no way to log in by user and password (PLAIN, LOGIN)".to_owned(),
                ));
            }
            let credentials = Credentials::new(user.clone(), password.clone());
            connection.auth(DEFAULT_MECHANISMS, &credentials).map_err(|error| {
                match self.undone(&error, patience) {
                    Trouble::Refused(code @ 500.., text) => Trouble::Denied(code, text),
                    other => other,
                }
            })?;
        }
        let ask = |connection: &mut SmtpConnection, command: &dyn Display| {
            connection.command(command).map_err(|error| self.undone(&error, patience))
        };
        ask(connection, &Mail::new(Some(address(&self.from)), Vec::new()))
            .map_err(|trouble| self.about(&self.from, trouble))?;
        for to in &self.to {
            ask(connection, &Rcpt::new(address(to), Vec::new()))
                .map_err(|trouble| self.about(to, trouble))?;
        }
        // Any other answer is one to another command: something has come into the way.
        match ask(connection, &Data)? {
            response if response.has_code(354) => Ok(()),
            response => Err(Trouble::Refused(response.code().into(), self.said(&words(&response)))),
        }
    }

    fn message(&self, connection: &mut SmtpConnection, patience: Patience) -> Result<String, Trouble> {
        let _ = connection.set_timeout(Some(patience.message));
        // The end of the last line is a part of what marks the end.
        let message = self.message.strip_suffix(b"\r\n").unwrap_or(&self.message);
        match connection.message(message) {
            Ok(response) if response.code().severity == Severity::PositiveCompletion => {
                Ok(self.said(&words(&response)))
            }
            Ok(response) => Err(Trouble::Unknown(response.code().to_string())),
            Err(error) => Err(match self.undone(&error, Patience { answer: patience.message, ..patience }) {
                Trouble::Unreached(text) => Trouble::Unknown(text),
                refused => refused,
            }),
        }
    }

    /// Why something was not done before the whole message was there.
    fn undone(&self, error: &Error, patience: Patience) -> Trouble {
        if let Some(code) = error.status() {
            return Trouble::Refused(code.into(), self.said(&innermost(error)));
        }
        let late = |source: &io::Error| matches!(source.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock);
        Trouble::Unreached(if causes(error).filter_map(|cause| cause.downcast_ref()).any(late) {
            format!("no answer within {} s", patience.answer.as_secs())
        } else if error.is_response() {
            "it hangs up, or does not speak SMTP".to_owned()
        } else {
            innermost(error)
        })
    }

    /// A refusal, with the address that it is about; and whether it may be for the want of a login.
    fn about(&self, address: &str, trouble: Trouble) -> Trouble {
        let Trouble::Refused(code, text) = trouble else { return trouble };
        let stranger = match (&self.login, code) {
            (None, 500..) => "; NEWSPRINT_SMTP_USER and NEWSPRINT_SMTP_PASSWORD are not set",
            _ => "",
        };
        Trouble::Refused(code, format!("{address}: {text}{stranger}"))
    }

    /// What a server says, on one line; nothing if the password is in it, as some repeat what they refuse.
    fn said(&self, text: &str) -> String {
        let is_told = |(user, password): &(String, String)| {
            let forms = [
                password.clone(),
                STANDARD.encode(password),
                STANDARD.encode(format!("\0{user}\0{password}")),
            ];
            forms.iter().any(|form| text.contains(form.as_str()))
        };
        if self.login.as_ref().is_some_and(is_told) {
            return String::new();
        }
        let line = one_line(text);
        line.chars().filter(|c| !c.is_control()).take(MOST_WORDS).collect()
    }
}

/// An address as commands have it. The configuration has none with a character that would end one.
fn address(text: &str) -> Address {
    let (user, domain) = text.rsplit_once('@').unwrap_or((text, ""));
    Address::new_dangerous(user, domain)
}

fn words(response: &Response) -> String {
    response.message().collect::<Vec<_>>().join(" ")
}

fn causes(error: &Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(error.source(), |&error| error.source())
}

/// The words of an error, or of what caused it.
fn innermost(error: &Error) -> String {
    causes(error).last().map_or_else(|| error.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests;
