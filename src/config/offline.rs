//! `offline:`: whether readers' browsers keep a copy of the latest edition.

use crate::content::yaml::FieldValue;

/// Whether browsers keep a copy of the latest edition, for readers without a network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Offline {
    /// No, and they never did.
    #[default]
    Off,
    /// Yes.
    On,
    /// No longer: what they keep is taken away.
    Remove,
}

/// What may stand there besides what says true or false in another way.
pub(super) const OFFLINE_WORDS: [(&str, Offline); 3] =
    [("true", Offline::On), ("false", Offline::Off), ("remove", Offline::Remove)];

/// Reads it.
pub(super) fn offline(item: &FieldValue<'_>) -> Option<Offline> {
    if let Some(is_on) = item.as_switch() {
        return Some(if is_on { Offline::On } else { Offline::Off });
    }
    item.choice(&OFFLINE_WORDS)
}
