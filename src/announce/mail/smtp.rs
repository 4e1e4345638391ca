//! A server of mail: the draft is a message to the desk, the edition one to the address of a list.

use super::{Account, Call, Letter, Secrets};
use crate::announce::smtp::Delivery;
use crate::config::Smtp;
use crate::output::email::Addressees;

const USER: &str = "NEWSPRINT_SMTP_USER";
const PASSWORD: &str = "NEWSPRINT_SMTP_PASSWORD";

pub(super) struct Mailer<'p> {
    smtp: &'p Smtp,
    from: &'p (String, String),
    login: Option<(String, String)>,
}

/// Who gets what by a server: the list, or who looks at drafts.
pub(super) fn addressees(smtp: &Smtp, sender: &str, is_draft: bool) -> Vec<String> {
    match is_draft {
        true => vec![smtp.draft.as_deref().unwrap_or(sender).to_owned()],
        false => smtp.to.clone(),
    }
}

impl<'p> Mailer<'p> {
    /// The way to a server, for a sender.
    ///
    /// # Errors
    /// Who sends, or one of user and password, is missing.
    pub(super) fn new(
        smtp: &'p Smtp,
        from: Option<&'p (String, String)>,
        secrets: Secrets<'_>,
    ) -> Result<Self, String> {
        let from = from.ok_or("nobody is named who sends the e-mail")?;
        let get = |name: &str| {
            let text = secrets(name).map(|text| text.trim_matches(['\r', '\n']).to_owned());
            match text.filter(|text| !text.is_empty()) {
                Some(text) if text.contains(char::is_control) => {
                    Err(format!("{name} holds a control character"))
                }
                text => Ok(text),
            }
        };
        let login = match (get(USER)?, get(PASSWORD)?) {
            (Some(user), Some(password)) => Some((user, password)),
            (None, None) => None,
            (user, _) => {
                let (is, is_not) = if user.is_some() { (USER, PASSWORD) } else { (PASSWORD, USER) };
                return Err(format!("{is} is set, and {is_not} is not: set both, or none"));
            }
        };
        Ok(Self { smtp, from, login })
    }

    fn call(&self, letter: &Letter<'_>, is_draft: bool) -> Call {
        let Self { smtp, from, login } = self;
        let to = addressees(smtp, &from.1, is_draft);
        Call::Delivery(Delivery {
            server: smtp.server.clone(),
            port: smtp.port,
            encryption: smtp.encryption(),
            login: login.clone(),
            from: from.1.clone(),
            message: letter.message.eml(from, Some(Addressees { to: &to, is_draft })),
            to,
        })
    }
}

impl Account for Mailer<'_> {
    fn draft(&self, letter: &Letter<'_>) -> Call {
        self.call(letter, true)
    }

    fn id(&self, letter: &Letter<'_>, _: Option<&str>) -> Option<String> {
        Some(letter.message.identity().to_string())
    }

    fn send(&self, letter: &Letter<'_>, _: &str) -> Call {
        self.call(letter, false)
    }
}
