//! What a newsroom says of how it works: where corrections stand, where its policies are, which tags are indexed.

use crate::content::yaml::convert::is_web_address;
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;

use super::Config;
use super::presence::is_inside;
use super::values::printed;

/// `corrections.place`: where the notice stands on an article. A retraction always stands at the top.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum CorrectionsPlace {
    Top,
    #[default]
    End,
}

/// A policy that a newsroom publishes; its property is that of schema.org's NewsMediaOrganization.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Policy {
    /// Its name in the configuration, one of [`POLICIES`].
    pub name: &'static str,
    /// The property of schema.org.
    pub property: &'static str,
    /// A path of the site, or a web address.
    pub url: String,
}

/// Name of each policy, and its property of schema.org (NewsMediaOrganization and Organization), in the order of the
/// footer.
pub const POLICIES: [(&str, &str); 12] = [
    ("principles", "publishingPrinciples"),
    ("ethics", "ethicsPolicy"),
    ("corrections", "correctionsPolicy"),
    ("fact_checking", "verificationFactCheckingPolicy"),
    ("unnamed_sources", "unnamedSourcesPolicy"),
    ("no_bylines", "noBylinesPolicy"),
    ("feedback", "actionableFeedbackPolicy"),
    ("mission", "missionCoveragePrioritiesPolicy"),
    ("ownership", "ownershipFundingInfo"),
    ("masthead", "masthead"),
    ("diversity", "diversityPolicy"),
    ("staffing", "diversityStaffingReport"),
];

/// `policies:`.
pub(super) fn policies(fields: &Fields<'_>, config: &mut Config) {
    config.policies = read_policies(fields);
}

/// The policies that `policies:` names, of the site or of one of its languages.
pub(super) fn read_policies(fields: &Fields<'_>) -> Vec<Policy> {
    POLICIES
        .into_iter()
        .filter_map(|(name, property)| {
            let url = address(&fields.take_one(name)?)?;
            Some(Policy { name, property, url })
        })
        .collect()
}

/// A path of the site, or a web address.
pub(super) fn address(item: &FieldValue<'_>) -> Option<String> {
    let url = item.text()?;
    if is_inside(&url) || is_web_address(&url) {
        return printed(item, url);
    }
    let message = format!("`{}` is neither a path of this site nor a web address", item.label());
    item.error(Code::InvalidUrl, message, "write /about/ethics/ or https://example.org/");
    None
}

/// `corrections:`.
pub(super) fn corrections(fields: &Fields<'_>, config: &mut Config) {
    const PLACES: [(&str, CorrectionsPlace); 2] =
        [("end", CorrectionsPlace::End), ("top", CorrectionsPlace::Top)];
    if let Some(place) = fields.take(&["place"]).and_then(|item| item.choice(&PLACES)) {
        config.corrections = place;
    }
}

/// `tags:`.
pub(super) fn tags(fields: &Fields<'_>, config: &mut Config) {
    if let Some(least) = fields.take(&["index_from"]).and_then(|item| item.count(10_000)) {
        config.index_tags_from = least;
    }
}
