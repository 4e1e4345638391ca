//! What a newsroom says of how it works: where corrections stand, where its policies are, which tags are indexed.

use crate::content::yaml::convert::is_web_address;
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;

use super::Config;
use super::presence::is_inside;
use super::values::printed;
use crate::shape::{Shape, choice, keys};

/// `corrections.place`.
const PLACES: [(&str, CorrectionsPlace); 2] =
    [("end", CorrectionsPlace::End), ("top", CorrectionsPlace::Top)];

keys! {
    /// `corrections:`.
    pub(super) OF_CORRECTIONS:
    PLACE: ["place"], choice!(PLACES), "end", "",
        "Whether [corrections](writing.md#corrections-and-withdrawals) stand above or below the text. A retraction always stands above it.";
}

keys! {
    /// `tags:`.
    pub(super) OF_TAGS:
    INDEX_FROM: ["index_from"], Shape::Whole { least: 1, most: 10000 }, "1", "",
        "How many articles a tag has at least to be of use to search engines. The page of a tag with fewer asks them to pass over it, stays out of the sitemap, and has no feed. Articles of the tags below it count.";
}

keys! {
    /// `policies:`, in the order of the footer.
    pub(super) OF_POLICIES:
    PRINCIPLES: ["principles"], Shape::Text, "", "/about/principles/",
        "The principles of your work.";
    ETHICS: ["ethics"], Shape::Text, "", "/about/ethics/",
        "Your code of ethics.";
    CORRECTIONS: ["corrections"], Shape::Text, "", "/about/corrections/",
        "How you correct.";
    FACT_CHECKING: ["fact_checking"], Shape::Text, "", "/about/fact_checking/",
        "How you check facts.";
    UNNAMED_SOURCES: ["unnamed_sources"], Shape::Text, "", "/about/unnamed_sources/",
        "When you do not name a source.";
    NO_BYLINES: ["no_bylines"], Shape::Text, "", "/about/no_bylines/",
        "Why articles bear no names.";
    FEEDBACK: ["feedback"], Shape::Text, "", "/about/feedback/",
        "How readers are heard.";
    MISSION: ["mission"], Shape::Text, "", "/about/mission/",
        "What you cover, and why.";
    OWNERSHIP: ["ownership"], Shape::Text, "", "/about/ownership/",
        "Who owns and pays for you.";
    MASTHEAD: ["masthead"], Shape::Text, "", "/about/masthead/",
        "Who works for you.";
    DIVERSITY: ["diversity"], Shape::Text, "", "/about/diversity/",
        "Your policy on diversity.";
    STAFFING: ["staffing"], Shape::Text, "", "/about/staffing/",
        "Figures on your staff's diversity.";
}

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
    OF_POLICIES
        .iter()
        .zip(POLICIES)
        .filter_map(|(key, (name, property))| {
            let url = address(&fields.take(key.names)?)?;
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
    if let Some(place) = fields.take(PLACE.names).and_then(|item| item.choice(&PLACES)) {
        config.corrections = place;
    }
}

/// `tags:`.
pub(super) fn tags(fields: &Fields<'_>, config: &mut Config) {
    if let Some(least) = fields.take(INDEX_FROM.names).and_then(|item| item.count(10_000)) {
        config.index_tags_from = least;
    }
}
