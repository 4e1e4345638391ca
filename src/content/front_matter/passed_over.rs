//! Keys of Jekyll, Hugo, Zola, Eleventy and Ghost, and of their common themes and plugins, that mean nothing here and are
//! passed over without a word.
//!
//! What keeps a text from somebody elsewhere is read before (`hiding`), and here with what else it may say. What would
//! move or redirect a text (`path`, `redirect_to`) is not among them.
//!
//! Hugo: <https://gohugo.io/content-management/front-matter/>. Jekyll: <https://jekyllrb.com/docs/front-matter/>. Zola:
//! <https://www.getzola.org/documentation/content/page/>. Eleventy: <https://www.11ty.dev/docs/data-configuration/>.

/// In the order of the alphabet.
pub const PASSED_OVER: &[&str] = &[
    "ShowBreadCrumbs", "ShowCodeCopyButtons", "ShowPostNavLinks", "ShowReadingTime",
    "ShowRssButtonInSectionTermList", "ShowShareButtons", "ShowToc", "ShowWordCount", "TocOpen",
    "UseHugoToc", "ads", "allowComments", "analytics", "audio", "author_profile", "cascade", "classes",
    "codeinjection_foot", "codeinjection_head", "collection", "comment", "custom_template",
    "disableComments", "disableHLJS", "disableShare", "disableSpecial1stPost", "disableToc",
    "disable_comments", "dynamicPermalink", "editPost", "eleventyAllowMissingExtension", "eleventyComputed",
    "eleventyImport", "eleventyNavigation", "enableComments", "entries_layout", "excerpt_separator",
    "facebook", "featured", "feed", "generate_feed", "generate_feeds", "googlebot", "head", "header", "hide",
    "hideFooter", "hideSummary", "hidemeta", "highlight", "insert_anchor_links", "isCJKLanguage", "katex",
    "keywords", "layout", "linkTitle", "markup", "math", "mathjax", "menu", "menus", "mermaid", "meta",
    "meta_description", "meta_title", "nav_exclude", "nav_order", "og_description", "og_image", "og_title",
    "og_type", "outputs", "page_template", "paginate_by", "paginate_path", "pagination", "pin", "read_time",
    "reading_time", "related", "render_with_liquid", "resources", "robots", "rss", "search", "seo", "share",
    "showAuthor", "showComments", "showDate", "showReadingTime", "showTableOfContents", "showToc",
    "showWordCount", "show_reading_time", "sidebar", "sitemap", "sort_by", "sticky", "tagline", "template",
    "templateEngineOverride", "toc", "toc_icon", "toc_label", "toc_sticky", "translationKey", "transparent",
    "twitter", "twitter_description", "twitter_image", "twitter_title", "usemathjax", "videos", "weight",
    "words_per_minute",
];
