//! Mailchimp: <https://mailchimp.com/developer/marketing/api/campaigns/>.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::api::{self, Api};
use super::{Account, Call, Letter};

pub(super) struct Mailchimp<'p> {
    pub(super) api: Api,
    pub(super) list: &'p str,
}

/// The interface that a key is for: a key ends with the data centre that it is of, `…-us21`.
///
/// # Errors
/// It does not, and no server is named.
pub(super) fn api(server: Option<&str>, key: &str) -> Result<Api, String> {
    let is_name = |centre: &&str| centre.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let centre = key.rsplit_once('-').map(|(_, centre)| centre).filter(is_name);
    let own = centre.map(|centre| format!("https://{centre}.api.mailchimp.com/3.0"));
    let server = server.map(str::to_owned).or(own);
    let server = server.ok_or("MAILCHIMP_API_KEY has no data centre at its end, as in `…-us21`")?;
    Ok(Api::new(&server, format!("Basic {}", STANDARD.encode(format!("newsprint:{key}")))))
}

impl Account for Mailchimp<'_> {
    fn draft(&self, letter: &Letter<'_>) -> Call {
        let mut settings = json!({
            "subject_line": letter.subject, "preview_text": letter.summary,
            "title": format!("{} (newsprint {})", letter.subject, &letter.key[..8]),
        });
        if let Some((name, address)) = &letter.from {
            settings["from_name"] = name.as_str().into();
            settings["reply_to"] = address.as_str().into();
        }
        let body = json!({"type": "regular", "recipients": {"list_id": self.list}, "settings": settings});
        self.api.call("POST", "/campaigns", &body)
    }

    fn id(&self, _: &Letter<'_>, answer: Option<&str>) -> Option<String> {
        api::id(answer, "/id")
    }

    fn content(&self, letter: &Letter<'_>, id: &str) -> Option<Call> {
        let body = json!({"html": letter.message.html, "plain_text": letter.message.text});
        Some(self.api.call("PUT", &format!("/campaigns/{id}/content"), &body))
    }

    fn send(&self, _: &Letter<'_>, id: &str) -> Call {
        self.api.call("POST", &format!("/campaigns/{id}/actions/send"), &Value::Null)
    }
}
