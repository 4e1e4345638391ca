//! Buttondown: <https://docs.buttondown.com/api-introduction>.

use serde_json::json;

use super::api::{self, Api};
use super::{Account, Call, Letter};

pub(super) struct Buttondown(pub(super) Api);

impl Account for Buttondown {
    fn draft(&self, letter: &Letter<'_>) -> Call {
        // Without a status it would be sent. The first line keeps the editor from reading HTML as its own, and the template from
        // putting a second letter around it.
        let body = json!({
            "subject": letter.subject, "status": "draft", "template": "naked", "canonical_url": letter.url,
            "description": letter.summary,
            "body": format!("<!-- buttondown-editor-mode: plaintext -->\n{}", letter.message.html),
            "metadata": {"newsprint": letter.key},
        });
        let mut request = self.0.request("POST", "/emails", &body);
        request.headers.push(("X-Idempotency-Key", letter.key.clone()));
        Call::Request(request)
    }

    fn id(&self, _: &Letter<'_>, answer: Option<&str>) -> Option<String> {
        api::id(answer, "/id")
    }

    fn send(&self, _: &Letter<'_>, id: &str) -> Call {
        let mut request =
            self.0.request("PATCH", &format!("/emails/{id}"), &json!({"status": "about_to_send"}));
        // Without it the first letter that a key sends is refused.
        request.headers.push(("X-Buttondown-Live-Dangerously", "true".to_owned()));
        Call::Request(request)
    }
}
