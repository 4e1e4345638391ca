//! All rules, by the alphabet of their codes.

mod alt_file_name;
mod date_without_time;
mod external;
mod headline_capitals;
mod headline_full_stop;
mod headline_length;
mod invisible_character;
mod languages;
mod missing_credit;
mod missing_summary;
mod name_near;
mod name_spelling;
mod older_than_source;
mod one_outlet;
mod picture_heavy;
mod picture_small;
mod picture_upscaled;
mod pictures;
mod relative_day;
mod residue;
mod source_dates;
mod summary_cut;
mod summary_repeats;
mod tag_is_topic;
mod tag_used_once;
mod topic_introduction;
mod unattributed_quotation;
mod unfinished;
mod wording;

use super::Rule;

/// The registry.
pub const RULES: &[&Rule] = &[
    &alt_file_name::RULE,
    &date_without_time::RULE,
    &headline_capitals::RULE,
    &headline_full_stop::RULE,
    &headline_length::RULE,
    &invisible_character::RULE,
    &external::DEAD,
    &external::MOVED,
    &external::UNCLEAR,
    &missing_credit::RULE,
    &missing_summary::RULE,
    &name_near::RULE,
    &name_spelling::RULE,
    &older_than_source::RULE,
    &one_outlet::RULE,
    &picture_heavy::RULE,
    &picture_small::RULE,
    &picture_upscaled::RULE,
    &relative_day::RULE,
    &residue::RULE,
    &summary_cut::RULE,
    &summary_repeats::RULE,
    &tag_is_topic::RULE,
    &tag_used_once::RULE,
    &topic_introduction::RULE,
    &unattributed_quotation::RULE,
    &unfinished::RULE,
];
