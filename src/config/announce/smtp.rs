//! `announce.mail.smtp:`, a server of mail and who gets what by it. User and password never stand here.

use std::net::IpAddr;

use url::Host;

use crate::config::is_mail_address;
use crate::config::service::present;
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::{Code, Diagnostic};
use crate::shape::{Shape, keys};

keys! {
    /// `announce.mail.smtp:`.
    pub(super) OF_SMTP:
    SMTP_SERVER: ["server"], Shape::Text, "", "smtp.example.org",
        "The name of the server that takes your mail, without its port.";
    PORT: ["port"], Shape::Whole { least: 1, most: u16::MAX as usize }, "465", "587",
        "465 is encrypted from the start; any other port begins with STARTTLS, and without it nothing is sent. A server on this machine may be without, except at 465 and 587.";
    TO: ["to"], Shape::List(&Shape::Text), "", "[digest@lists.example.org]",
        "The address of a mailing list, which passes the edition on to its readers. All addresses get one message and see each other: it is no place for the readers themselves.";
    DRAFT: ["draft"], Shape::Text, "", "desk@example.org",
        "Who gets drafts, if not the sender of `email.from`.";
}

/// Where mail is submitted with encryption from the start (RFC 8314, section 3.3), and where it begins with STARTTLS (RFC 6409).
const SUBMISSIONS: u16 = 465;
const SUBMISSION: u16 = 587;

/// A server of mail, and who gets what by it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Smtp {
    /// Its name, or its address of IP without brackets.
    pub server: String,
    /// The port.
    pub port: u16,
    /// The addresses of the list; at least one.
    pub to: Vec<String>,
    /// Who gets drafts; else who sends editions.
    pub draft: Option<String>,
}

/// How the way to a server of mail is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// From the start.
    Tls,
    /// From the command STARTTLS on; without it nothing is said.
    StartTls,
    /// Not at all: it does not leave this machine.
    None,
}

impl Smtp {
    /// How the way to it is encrypted.
    pub fn encryption(&self) -> Encryption {
        match self.port {
            SUBMISSIONS => Encryption::Tls,
            SUBMISSION => Encryption::StartTls,
            _ if host(&self.server).is_some_and(|host| is_here(&host)) => Encryption::None,
            _ => Encryption::StartTls,
        }
    }
}

/// What the section says.
pub(super) fn smtp(fields: &Fields<'_>) -> Option<Smtp> {
    let item =
        present(fields, SMTP_SERVER, "write the name of the server that takes your mail: smtp.example.org");
    let server = item.and_then(|item| mail_server(&item));
    let port = fields.take(PORT.names).and_then(|item| item.whole(1, u16::MAX as usize));
    let item = present(fields, TO, "write the address of the list: [digest@lists.example.org]");
    let to: Vec<String> =
        item.map(|item| item.items().iter().filter_map(mail_address).collect()).unwrap_or_default();
    let draft = fields.take(DRAFT.names).and_then(|item| mail_address(&item));
    let port = port.and_then(|port| u16::try_from(port).ok()).unwrap_or(SUBMISSIONS);
    let server = server.filter(|_| !to.is_empty())?;
    Some(Smtp { server, port, to, draft })
}

/// The name of a server of mail, or its address of IP.
fn mail_server(item: &FieldValue<'_>) -> Option<String> {
    let text = item.text()?;
    let label = item.label();
    if text.contains('@') {
        // With its place its line would be shown, in the log of whoever builds the site.
        let message = format!("`{label}` in line {} has a user or a password in it", item.span().line);
        let hint =
            "write the server's name alone; they belong into NEWSPRINT_SMTP_USER and NEWSPRINT_SMTP_PASSWORD";
        item.push(Diagnostic::error(Code::InvalidValue, message).hint(hint));
        return None;
    }
    match host(&text) {
        Some(Host::Domain(name)) => Some(name),
        Some(Host::Ipv4(address)) => Some(address.to_string()),
        Some(Host::Ipv6(address)) => Some(address.to_string()),
        None => {
            let hint = "write its name alone: smtp.example.org; a port that is not 465 stands in `port:`";
            item.error(Code::InvalidValue, format!("`{label}` is no name of a server"), hint);
            None
        }
    }
}

/// One address of mail.
fn mail_address(item: &FieldValue<'_>) -> Option<String> {
    let text = item.text()?;
    if !is_mail_address(&text) {
        let message = format!("`{}` holds no address that mail can use", item.label());
        item.error(Code::InvalidValue, message, "write the address alone: digest@lists.example.org");
        return None;
    }
    Some(text)
}

fn host(text: &str) -> Option<Host> {
    match text.parse() {
        Ok(IpAddr::V4(address)) => Some(Host::Ipv4(address)),
        Ok(IpAddr::V6(address)) => Some(Host::Ipv6(address)),
        Err(_) => Host::parse(text).ok(),
    }
}

/// Whether what is sent to a host does not leave this machine.
pub(super) fn is_here<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_on_this_machine_may_be_unencrypted() {
        use Encryption::{None, StartTls, Tls};
        let of = |server: &str, port| {
            Smtp { server: server.to_owned(), port, to: Vec::new(), draft: Option::None }.encryption()
        };
        for (server, port, expected) in [
            ("smtp.example.org", 465, Tls),
            ("smtp.example.org", 587, StartTls),
            ("smtp.example.org", 25, StartTls),
            ("smtp.example.org", 2525, StartTls),
            ("192.0.2.1", 2525, StartTls),
            ("localhost.example.org", 25, StartTls),
            ("127.0.0.1.example.org", 25, StartTls),
            ("localhost", 465, Tls),
            ("127.0.0.1", 587, StartTls),
            ("localhost", 25, None),
            ("127.0.0.1", 2525, None),
            ("::1", 1025, None),
        ] {
            assert_eq!(of(server, port), expected, "{server}:{port}");
        }
    }
}
