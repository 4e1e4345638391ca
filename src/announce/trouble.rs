//! Why something was not done, or may not have been.

/// Why there is no answer that one could go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The service does not take what it is to know us by: its code, and what it says.
    Denied(u16, String),
    /// It has not done it, for another reason.
    Refused(u16, String),
    /// It was not asked, as it has not what that takes: words that follow its name.
    Lacking(String),
    /// It was not reached, so it has not done it either.
    Unreached(String),
    /// Nobody knows whether it has done it.
    Unknown(String),
}

impl Trouble {
    /// In words, of a service; `secret` says what it is to know us by, "the key in …".
    pub fn words(&self, service: &str, secret: Option<&str>) -> String {
        let said = |said: &str| if said.is_empty() { String::new() } else { format!(" ({said})") };
        match (self, secret) {
            (Self::Denied(_, text), Some(secret)) => {
                format!("{service} does not take {secret}{}", said(text))
            }
            (Self::Refused(429, text), _) => {
                format!("{service} has been asked too often, try again later{}", said(text))
            }
            (Self::Denied(code, text) | Self::Refused(code, text), _) => {
                format!("{service} refuses it with {code}{}", said(text))
            }
            (Self::Lacking(text), _) => format!("{service} {text}"),
            (Self::Unreached(text), _) => format!("{service} cannot be reached: {text}"),
            (Self::Unknown(text), _) => format!("{service} gave no clear answer: {text}"),
        }
    }
}
