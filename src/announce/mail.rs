//! An edition at a mail provider, by its HTTP interface: first as a draft, and when that is asked for, the draft is sent.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::http::Request;
use super::ledger::is_id;
use crate::config::Provider;
use crate::hash::Digest;

/// An edition as a provider takes it.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What no other edition has, nor this one in another language or at another provider.
    pub key: String,
    /// Its title.
    pub subject: String,
    /// What mail clients and archives show beside it.
    pub summary: String,
    /// The address of its page.
    pub url: String,
    /// The HTML part.
    pub html: String,
    /// The text part.
    pub text: String,
    /// Who sends it: a name and an address of mail.
    pub from: Option<(String, String)>,
}

impl Letter {
    /// The key of an edition at a provider, by its permanent identity.
    pub fn key(provider: &Provider, identity: &str, language: &str) -> String {
        Digest::of_bytes(format!("{}\0{language}\0{identity}", provider.name()).as_bytes()).to_string()
    }
}

/// What the environment says.
pub type Secrets<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The way to a provider, with its secrets.
#[derive(Clone)]
pub struct Account<'p> {
    provider: &'p Provider,
    server: String,
    headers: Vec<(&'static str, String)>,
}

impl Provider {
    /// Its name in the configuration.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Buttondown { .. } => "buttondown",
            Self::Listmonk { .. } => "listmonk",
            Self::Mailchimp { .. } => "mailchimp",
        }
    }

    /// Its name for people.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Buttondown { .. } => "Buttondown",
            Self::Listmonk { .. } => "listmonk",
            Self::Mailchimp { .. } => "Mailchimp",
        }
    }

    /// The variable that has its secret.
    pub fn secret(&self) -> &'static str {
        match self {
            Self::Buttondown { .. } => "BUTTONDOWN_API_KEY",
            Self::Listmonk { .. } => "LISTMONK_API_TOKEN",
            Self::Mailchimp { .. } => "MAILCHIMP_API_KEY",
        }
    }

    /// The way to it.
    ///
    /// # Errors
    /// Which secret is missing, or not one.
    pub fn account(&self, secrets: Secrets<'_>) -> Result<Account<'_>, String> {
        let get = |name: &str| {
            let secret = secrets(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
            let secret = secret.ok_or_else(|| format!("set {name}, which {} gives you", self.title()))?;
            // It becomes a header, which takes nothing else.
            match secret.bytes().all(|byte| byte.is_ascii_graphic()) {
                true => Ok(secret),
                false => Err(format!("{name} holds something that no key of {} has", self.title())),
            }
        };
        let secret = get(self.secret())?;
        let (server, authorization) = match self {
            Self::Buttondown { server } => (server.clone(), format!("Token {secret}")),
            Self::Listmonk { server, .. } => {
                (format!("{server}/api"), format!("token {}:{secret}", get("LISTMONK_API_USER")?))
            }
            Self::Mailchimp { server, .. } => {
                // A key ends with the data centre that it is of: `…-us21`.
                let centre = secret.rsplit_once('-').map(|(_, centre)| centre.to_owned());
                let is_name =
                    |centre: &String| centre.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
                let own =
                    centre.filter(is_name).map(|centre| format!("https://{centre}.api.mailchimp.com/3.0"));
                let server = server
                    .clone()
                    .or(own)
                    .ok_or("MAILCHIMP_API_KEY has no data centre at its end, as in `…-us21`")?;
                (server, format!("Basic {}", STANDARD.encode(format!("newsprint:{secret}"))))
            }
        };
        let headers = vec![("Authorization", authorization), ("Content-Type", "application/json".to_owned())];
        Ok(Account { provider: self, server: server.trim_end_matches('/').to_owned(), headers })
    }
}

impl Account<'_> {
    fn request(&self, method: &'static str, path: &str, body: &Value) -> Request {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        Request { method, url: format!("{}{path}", self.server), headers: self.headers.clone(), body }
    }

    /// Asks for a draft.
    pub fn draft(&self, letter: &Letter) -> Request {
        match self.provider {
            Provider::Buttondown { .. } => {
                // Without a status it would be sent. The first line keeps the editor from reading HTML as its own, and the template from
                // putting a second letter around it.
                let body = json!({
                    "subject": letter.subject, "status": "draft", "template": "naked", "canonical_url": letter.url,
                    "description": letter.summary, "body": format!("<!-- buttondown-editor-mode: plaintext -->\n{}", letter.html),
                    "metadata": {"newsprint": letter.key},
                });
                let mut request = self.request("POST", "/emails", &body);
                request.headers.push(("X-Idempotency-Key", letter.key.clone()));
                request
            }
            Provider::Listmonk { lists, template, .. } => {
                let mut body = json!({
                    "name": letter.subject, "subject": letter.subject, "lists": lists, "type": "regular",
                    "content_type": "html", "body": letter.html, "altbody": letter.text,
                    "tags": [format!("newsprint-{}", letter.key)],
                });
                if let Some((name, address)) = &letter.from {
                    body["from_email"] = mailbox(name, address).into();
                }
                if let Some(template) = template {
                    body["template_id"] = (*template).into();
                }
                self.request("POST", "/campaigns", &body)
            }
            Provider::Mailchimp { list, .. } => {
                let mut settings = json!({
                    "subject_line": letter.subject, "preview_text": letter.summary,
                    "title": format!("{} (newsprint {})", letter.subject, &letter.key[..8]),
                });
                if let Some((name, address)) = &letter.from {
                    settings["from_name"] = name.as_str().into();
                    settings["reply_to"] = address.as_str().into();
                }
                let body = json!({"type": "regular", "recipients": {"list_id": list}, "settings": settings});
                self.request("POST", "/campaigns", &body)
            }
        }
    }

    /// What the answer calls the draft.
    pub fn id(&self, answer: &str) -> Option<String> {
        let answer: Value = serde_json::from_str(answer).ok()?;
        let id = if matches!(self.provider, Provider::Listmonk { .. }) {
            &answer["data"]["id"]
        } else {
            &answer["id"]
        };
        let id = id.as_str().map(str::to_owned).or_else(|| Some(id.as_u64()?.to_string()))?;
        is_id(&id).then_some(id)
    }

    /// Fills the draft, where that is another request. It may be repeated.
    pub fn content(&self, letter: &Letter, id: &str) -> Option<Request> {
        let Provider::Mailchimp { .. } = self.provider else { return None };
        let body = json!({"html": letter.html, "plain_text": letter.text});
        Some(self.request("PUT", &format!("/campaigns/{id}/content"), &body))
    }

    /// Has the draft sent.
    pub fn send(&self, id: &str) -> Request {
        match self.provider {
            Provider::Buttondown { .. } => {
                let body = json!({"status": "about_to_send"});
                let mut request = self.request("PATCH", &format!("/emails/{id}"), &body);
                // Without it the first letter that a key sends is refused.
                request.headers.push(("X-Buttondown-Live-Dangerously", "true".to_owned()));
                request
            }
            Provider::Listmonk { .. } => {
                self.request("PUT", &format!("/campaigns/{id}/status"), &json!({"status": "running"}))
            }
            Provider::Mailchimp { .. } => {
                self.request("POST", &format!("/campaigns/{id}/actions/send"), &Value::Null)
            }
        }
    }
}

/// A name and an address as a header has them (RFC 5322, section 3.4; letters of other scripts as RFC 6532 allows them).
fn mailbox(name: &str, address: &str) -> String {
    let is_atom = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || " !#$%&'*+-/=?^_`{|}~".contains(c);
    match name.trim() {
        "" => address.to_owned(),
        name if name.chars().all(is_atom) => format!("{name} <{address}>"),
        name => format!("\"{}\" <{address}>", name.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_where_they_have_to_be() {
        for (name, written) in [
            ("Büro & Desk", "Büro & Desk <a@b.example>"),
            ("Desk, The", r#""Desk, The" <a@b.example>"#),
            (r#"The "Desk" \"#, r#""The \"Desk\" \\" <a@b.example>"#),
            ("", "a@b.example"),
        ] {
            assert_eq!(mailbox(name, "a@b.example"), written);
        }
    }
}
