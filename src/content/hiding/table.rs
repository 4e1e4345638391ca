//! The tables: keys that hide, and words that do.

use super::From;

#[derive(Clone, Copy)]
pub(super) enum Rule {
    /// Hides when it is true.
    On(From),
    /// Hides when it is false.
    Off(From),
    /// As [`Rule::On`] and [`Rule::Off`]; what is no truth value means something else.
    OnOnly(From),
    OffOnly(From),
    /// A word of an editor's office: draft, pending, published.
    Status,
    /// As [`Rule::Status`], but a known key only when its word hides: many call other things so.
    StatusOnly,
    /// Who may read it.
    Readers,
    /// A truth value, a status or a date.
    Publish,
    /// Anything at all hides.
    Any,
    Build,
    Robots,
    /// Settings of which a part may say that search engines shall not list it.
    Within,
    /// `search: {exclude: true}`, `sitemap: {disable: true}`.
    Excludes,
    /// Values for texts below it, or worked out later.
    Others,
}

/// The keys by their names, of which the first is the one that messages print.
pub(super) const KEYS: &[(&[&str], Rule)] = &[
    (&["draft", "isDraft"], Rule::On(From::All)),
    (&["published", "isPublished"], Rule::Publish),
    (&["status", "post_status", "wp_status", "publish_status", "content_status", "_status"], Rule::Status),
    (
        &[
            "state", "stage", "workflow", "workflow_state", "workflow_status", "publication_state",
            "publication_status", "moderation_state", "review_state", "review_status", "editorial_status",
            "approval_status", "post_state",
        ],
        Rule::StatusOnly,
    ),
    (&["publish", "dg-publish"], Rule::Publish),
    (&["private", "isPrivate"], Rule::On(From::All)),
    (&["hidden", "isHidden"], Rule::On(From::All)),
    (&["hide"], Rule::OnOnly(From::All)),
    (&["unpublished"], Rule::On(From::All)),
    (&["headless"], Rule::On(From::All)),
    (&["render"], Rule::Build),
    (&["build", "_build"], Rule::Build),
    (&["permalink", "url"], Rule::OffOnly(From::All)),
    (&["email_only", "members_only", "subscribers_only"], Rule::On(From::All)),
    (&["visibility", "access"], Rule::Readers),
    (&["password", "post_password"], Rule::Any),
    (&["encrypt", "encrypted"], Rule::On(From::All)),
    (&["public"], Rule::Off(From::All)),
    (&["routable"], Rule::Off(From::All)),
    (&["unlisted"], Rule::On(From::Lists)),
    (&["eleventyExcludeFromCollections"], Rule::On(From::Lists)),
    (&["visible", "listed"], Rule::Off(From::Lists)),
    (&["article"], Rule::OffOnly(From::Lists)),
    (&["noindex", "robotsNoIndex"], Rule::On(From::Search)),
    (
        &["searchHidden", "hiddenFromSearch", "search_exclude", "exclude_from_search"],
        Rule::OnOnly(From::Search),
    ),
    (
        &["sitemap_exclude", "exclude_from_sitemap", "hide_from_sitemap", "noSearch"],
        Rule::OnOnly(From::Search),
    ),
    (&["in_search_index", "pagefind", "indexable", "searchable", "index"], Rule::OffOnly(From::Search)),
    (&["search", "sitemap"], Rule::Excludes),
    (&["robots", "googlebot"], Rule::Robots),
    (&["head", "meta", "seo"], Rule::Within),
    (&["hiddenInHomeList", "hiddenFromHomePage"], Rule::OnOnly(From::OneList)),
    (&["exclude_from_feed", "exclude_from_rss", "hiddenFromRss"], Rule::OnOnly(From::OneList)),
    (&["feed", "rss"], Rule::OffOnly(From::OneList)),
    (&["enabled", "live", "approved", "online", "ready", "active", "show"], Rule::OffOnly(From::All)),
    (
        &[
            "disabled", "deleted", "trashed", "wip", "saveAsDraft", "ignorePost", "ignored", "archived",
            "secret", "confidential", "internal", "removed", "trash", "unfinished", "incomplete",
            "embargoed", "skip", "on_hold", "do_not_publish", "not_ready",
        ],
        Rule::OnOnly(From::All),
    ),
    (&["discoverable"], Rule::OffOnly(From::Lists)),
    (&["cascade", "eleventyComputed"], Rule::Others),
];

/// Words by which an editor's office says that a text is not, or no longer, public.
pub(super) const HIDING: &[&str] = &[
    "archived", "assigned", "auto-draft", "blocked", "deleted", "disabled", "draft", "drafts", "drafting",
    "editing", "embargo", "embargoed", "expired", "false", "held", "hidden", "hold", "idea", "in-progress",
    "in-review", "inactive", "incomplete", "inherit", "internal", "needs-review", "never", "no",
    "not-published", "not-ready", "off", "on-hold", "pending", "pending-publish", "pending-review", "pitch",
    "private", "proposed", "queued", "ready-for-review", "rejected", "removed", "review", "secret", "sent",
    "skip", "spiked", "todo", "trash", "trashed", "unfinished", "unlisted", "unpublished", "unready", "wip",
    "withdrawn", "work-in-progress",
];
/// Words by which it says that it is; about what is scheduled its date decides.
pub(super) const SHOWING: &[&str] = &[
    "active", "complete", "completed", "done", "everyone", "featured", "final", "finished", "future", "live",
    "on", "online", "public", "publish", "published", "scheduled", "true", "yes",
];
