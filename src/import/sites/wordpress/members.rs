//! What plugins note beside a post when not everybody may read it.
//!
//! The keys are from the plugins' own sources. Of each it is known which values restrict nothing; any other value does.

/// Keys of one plugin.
struct Rule {
    /// A key, or how keys begin when the last character is a star.
    keys: &'static [&'static str],
    /// Values that restrict nothing, besides those of [`NOTHING`].
    open: &'static [&'static str],
    /// Why the post is held back.
    why: &'static str,
}

/// Values that say nothing.
const NOTHING: &[&str] = &["", "0", "a:0:{}", "default", "false", "n", "no", "none", "null", "off"];

const RULES: &[Rule] = &[
    Rule {
        // Its message for those who may not see it restricts nothing.
        keys: &["_members_access_role"],
        open: &[],
        why: "for members only (the plugin Members)",
    },
    Rule { keys: &["_wpmem_block"], open: &[], why: "for members only (the plugin WP-Members)" },
    Rule {
        keys: &["rcp_*", "_rcp_*", "_is_paid", "rcUserLevel", "_restrict_content*", "restrict_content*"],
        open: &["all", "any"],
        why: "for members only (the plugin Restrict Content)",
    },
    Rule { keys: &["_mepr_*"], open: &[], why: "for members only (the plugin MemberPress)" },
    Rule {
        keys: &["_pmpro*", "pmpro*"],
        open: &[],
        why: "for members only (the plugin Paid Memberships Pro)",
    },
    Rule { keys: &["_swpm*", "swpm*"], open: &[], why: "for members only (the plugin Simple Membership)" },
    Rule {
        keys: &["_wc_memberships_force_public"],
        open: &["yes"],
        why: "for members only (the plugin WooCommerce Memberships)",
    },
    Rule {
        keys: &["_wc_memberships_*"],
        open: &[],
        why: "for members only (the plugin WooCommerce Memberships)",
    },
    Rule {
        keys: &["wlm_*", "_wlm_*", "wishlist_member*"],
        open: &[],
        why: "for members only (the plugin WishList Member)",
    },
    Rule { keys: &["s2member*", "_s2member*"], open: &[], why: "for members only (the plugin s2Member)" },
    Rule {
        keys: &["_wppcp_*"],
        open: &["all"],
        why: "for members only (the plugin WP Private Content Plus)",
    },
    Rule {
        keys: &["passster*", "_passster*"],
        open: &[],
        why: "protected by a password (the plugin Passster)",
    },
    Rule {
        keys: &["_issuem_leaky_paywall_visibility", "_leaky_paywall*"],
        open: &["a:1:{s:15:\"visibility_type\";s:7:\"default\";}"],
        why: "for subscribers only (the plugin Leaky Paywall)",
    },
    Rule {
        keys: &["_jetpack_newsletter_access"],
        open: &["everybody"],
        why: "for subscribers only (the plugin Jetpack)",
    },
    Rule {
        keys: &["_jetpack_memberships_contains_*", "_jetpack_memberships_type"],
        open: &[],
        why: "for subscribers only (the plugin Jetpack)",
    },
    Rule {
        keys: &["_memberful_*", "memberful_*"],
        open: &["a:0:{}"],
        why: "for members only (the plugin Memberful)",
    },
    Rule {
        keys: &["_uag_*", "_content_restriction*", "_members_only", "members_only", "_private_post"],
        open: &["all", "everyone", "public"],
        why: "for members only (a plugin)",
    },
];

/// Why a post with this value beside it is held back.
pub(super) fn restricts(key: &str, value: &str) -> Option<&'static str> {
    if key == "um_content_restriction" {
        return of_ultimate_member(value);
    }
    let is_of = |rule: &&Rule| {
        rule.keys.iter().any(|known| match known.strip_suffix('*') {
            Some(start) => key.starts_with(start),
            None => key == *known,
        })
    };
    let rule = RULES.iter().find(is_of)?;
    let value = value.trim().to_ascii_lowercase();
    let is_open = NOTHING.contains(&&*value) || rule.open.contains(&&*value);
    (!is_open).then_some(rule.why)
}

/// Whether a plugin kept search engines from a post with this value beside it.
pub(super) fn says_noindex(key: &str, value: &str) -> bool {
    match key {
        "_yoast_wpseo_meta-robots-noindex" | "_genesis_noindex" => value.trim() == "1",
        "_aioseop_noindex" => value.trim() == "on",
        "_seopress_robots_index" => value.trim() == "yes",
        "rank_math_robots" => value.contains("noindex"),
        _ => false,
    }
}

/// A list that PHP wrote, in which a switch says whether the rest counts.
fn of_ultimate_member(value: &str) -> Option<&'static str> {
    const WHY: &str = "for members only (the plugin Ultimate Member)";
    let switch = value.split_once("\"_um_custom_access_settings\";").map(|(_, rest)| rest);
    let is_off = |rest: &str| {
        ["b:0;", "i:0;", "s:1:\"0\";", "s:0:\"\";", "N;"].iter().any(|off| rest.starts_with(off))
    };
    match switch {
        _ if NOTHING.contains(&value.trim()) => None,
        Some(rest) if is_off(rest) => None,
        _ => Some(WHY),
    }
}

/// A rule of MemberPress, which stands in an export as a post of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reach {
    /// Posts and pages of these numbers.
    Of(Vec<String>),
    /// Whatever else: all, those of a category, of an author, below a page.
    Any,
}

/// What a rule of MemberPress reaches, by its type and its content.
pub(super) fn reach(kind: &str, content: &str) -> Reach {
    let ids = || content.split(',').map(str::trim);
    match kind {
        "single_post" | "single_page"
            if ids().all(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())) =>
        {
            Reach::Of(ids().map(str::to_owned).collect())
        }
        _ => Reach::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_restricts_and_what_does_not() {
        for (key, value, is_restricted) in [
            ("_members_access_role", "editor", true),
            ("_members_access_role", "", false),
            ("_members_access_error", "Sign in", false),
            ("_wpmem_block", "1", true),
            ("_wpmem_block", "2", true),
            ("_wpmem_block", "0", false),
            ("rcp_user_level", "All", false),
            ("rcp_user_level", "Editor", true),
            ("rcp_access_level", "None", false),
            ("rcp_subscription_level", "a:1:{i:0;s:1:\"2\";}", true),
            ("_restrict_content_to", "gold", true),
            ("_mepr_unauthorized_message_type", "default", false),
            ("_mepr_anything", "hide", true),
            ("pmpro_default_level", "2", true),
            ("_wc_memberships_force_public", "yes", false),
            ("_wc_memberships_use_custom", "no", false),
            ("_jetpack_newsletter_access", "everybody", false),
            ("_jetpack_newsletter_access", "paid_subscribers", true),
            ("_edit_last", "1", false),
            ("um_content_restriction", "a:1:{s:26:\"_um_custom_access_settings\";b:0;}", false),
            ("um_content_restriction", "a:1:{s:26:\"_um_custom_access_settings\";s:1:\"1\";}", true),
            ("um_content_restriction", "anything", true),
        ] {
            assert_eq!(restricts(key, value).is_some(), is_restricted, "{key} {value}");
        }
        assert_eq!(reach("single_post", "1, 2"), Reach::Of(vec!["1".to_owned(), "2".to_owned()]));
        for (kind, content) in [("all", ""), ("single_post", ""), ("category", "1"), ("single_post", "a")] {
            assert_eq!(reach(kind, content), Reach::Any, "{kind} {content}");
        }
    }
}
