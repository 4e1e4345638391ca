//! listmonk: <https://listmonk.app/docs/apis/apis/>.

use serde_json::json;

use super::api::{self, Api};
use super::{Account, Call, Letter};

pub(super) struct Listmonk<'p> {
    pub(super) api: Api,
    pub(super) lists: &'p [u32],
    pub(super) template: Option<u32>,
}

impl Account for Listmonk<'_> {
    fn draft(&self, letter: &Letter<'_>) -> Call {
        let mut body = json!({
            "name": letter.subject, "subject": letter.subject, "lists": self.lists, "type": "regular",
            "content_type": "html", "body": letter.message.html, "altbody": letter.message.text,
            "tags": [format!("newsprint-{}", letter.key)],
        });
        if let Some((name, address)) = &letter.from {
            body["from_email"] = mailbox(name, address).into();
        }
        if let Some(template) = self.template {
            body["template_id"] = template.into();
        }
        self.api.call("POST", "/campaigns", &body)
    }

    fn id(&self, _: &Letter<'_>, answer: Option<&str>) -> Option<String> {
        api::id(answer, "/data/id")
    }

    fn send(&self, _: &Letter<'_>, id: &str) -> Call {
        self.api.call("PUT", &format!("/campaigns/{id}/status"), &json!({"status": "running"}))
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
