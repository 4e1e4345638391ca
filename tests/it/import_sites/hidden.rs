//! Nothing that an old site held back becomes public.

use super::{holds, imported, text};
use crate::harness::Site;

/// Whether a document is held back.
fn is_held(site: &Site, path: &str) -> bool {
    let text = text(site, path);
    let head = text.split("\n---\n").next().unwrap_or_default();
    head.contains("\ndraft: true") || path.contains("/_drafts/")
}

#[test]
fn settings_of_pelican() {
    let (_, site, report) = imported(
        "pelican",
        &[
            (
                "base.py",
                "DEFAULT_METADATA = {\n    'author': AUTHOR,\n    # Nothing is shown that nobody looked at.\n    \"status\": 'draft',\n}\n",
            ),
            (
                "pelicanconf.py",
                "from base import *\nPATH = 'text'\nSITEURL = 'https://old.example'\nARTICLE_PATHS = ['blog',\n    'notes']\nARTICLE_EXCLUDES = ['blog/attic'] + PAGE_EXCLUDES\n",
            ),
            ("text/blog/by-default.md", "Title: One\nDate: 2020-02-03\n\nText.\n"),
            ("text/blog/shown.md", "Title: Two\nDate: 2020-02-03\nStatus: published\n\nText.\n"),
            ("text/elsewhere/three.md", "Title: Three\nDate: 2020-02-03\nStatus: published\n\nText.\n"),
            ("text/pages/about.md", "Title: About\nStatus: published\n\nText.\n"),
            ("text/notes/skipped.md", "Title: Four\nDate: 2020-02-03\nStatus: skip\n\nText.\n"),
        ],
    );
    for (path, held) in [
        ("content/blog/by-default.md", true),
        ("content/elsewhere/three.md", true),
        ("content/pages/about.md", false),
    ] {
        assert_eq!(is_held(&site, path), held, "{path}:\n{}", text(&site, path));
    }
    holds(&report, &["drafts: ", "Python"]);
    let tree = site.built(&["--now", "2025-02-15"]);
    let shown: Vec<&String> = tree.keys().filter(|path| path.contains("2020/")).collect();
    assert!(shown.iter().all(|path| path.contains("2020/02/two")), "{shown:?}");
}

#[test]
fn settings_of_pelican_that_exclude() {
    let (_, site, report) = imported(
        "pelican",
        &[
            ("pelicanconf.py", "ARTICLE_EXCLUDES = ['attic']\n"),
            ("content/attic/one.md", "Title: One\nDate: 2020-02-03\n\nText.\n"),
            ("content/two.md", "Title: Two\nDate: 2020-02-03\n\nText.\n"),
            ("content/undated.md", "Title: Three\n\nText.\n"),
        ],
    );
    for (path, held) in
        [("content/attic/one.md", true), ("content/two.md", false), ("content/pages/undated.md", true)]
    {
        assert_eq!(is_held(&site, path), held, "{path}");
    }
    holds(&report, &["drafts: the settings exclude their folder", "drafts: they have no date"]);
}

/// An item of an export of WordPress; `more` are further elements.
fn post(name: &str, kind: &str, more: &str) -> String {
    format!(
        "<item><title>{name}</title><content:encoded><![CDATA[<p>Text.</p>]]></content:encoded><wp:post_id>1</wp:post_id>\
         <wp:post_date>2020-02-03 12:00:00</wp:post_date><wp:post_name>{name}</wp:post_name><wp:status>publish</wp:status>\
         <wp:post_type>{kind}</wp:post_type>{more}</item>"
    )
}

fn meta(key: &str, value: &str) -> String {
    format!(
        "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )
}

fn export(items: &str) -> String {
    format!(
        "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:content=\"c\"><channel><link>https://old.example</link>{items}</channel></rss>"
    )
}

#[test]
fn plugins_of_wordpress() {
    let restricted = [
        ("members", "_members_access_role", "editor"),
        ("wpmem", "_wpmem_block", "1"),
        ("rcp", "rcp_subscription_level", "any-paid"),
        ("content", "_restrict_content_to", "gold"),
        ("mepr", "_mepr_unauthorized_message_type", "hide"),
        ("pmpro", "_pmpro_level", "2"),
        ("jetpack", "_jetpack_newsletter_access", "subscribers"),
    ];
    let mut items: String =
        restricted.iter().map(|(name, key, value)| post(name, "post", &meta(key, value))).collect();
    items.push_str(&post("open", "post", &(meta("_wpmem_block", "0") + &meta("_edit_last", "1"))));
    items.push_str(&post("unlisted", "post", &meta("rank_math_robots", "a:1:{i:0;s:7:\"noindex\";}")));
    items.push_str(&post("message", "feedback", ""));
    items.push_str(
        &post("part", "post", "").replace("<p>Text.</p>", "[members_access]<p>Text.</p>[/members_access]"),
    );
    let (_, site, report) = imported("wordpress", &[("export.xml", &export(&items))]);
    for (name, ..) in restricted {
        assert!(is_held(&site, &format!("content/2020-02-03-{name}.md")), "{name}");
    }
    assert!(!is_held(&site, "content/2020-02-03-open.md"));
    holds(&text(&site, "content/2020-02-03-unlisted.md"), &["noindex: true\n"]);
    assert!(is_held(&site, "content/pages/message.md"));
    assert!(is_held(&site, "content/2020-02-03-part.md"));
    holds(
        &report,
        &["for members only (the plugin Members)", "kind that a plugin made", "for some readers only"],
    );
}

#[test]
fn rules_of_memberpress() {
    let rule = |kind: &str, content: &str| {
        post(
            "rule",
            "memberpressrule",
            &(meta("_mepr_rules_type", kind) + &meta("_mepr_rules_content", content)),
        )
    };
    for (rule, name, held) in [
        (rule("single_post", "1"), "a", true),
        (rule("single_post", "2"), "a", false),
        (rule("category", "7"), "a", true),
    ] {
        let (_, site, _) =
            imported("wordpress", &[("export.xml", &export(&(post(name, "post", "") + &rule)))]);
        assert_eq!(is_held(&site, "content/2020-02-03-a.md"), held, "{rule}");
    }
}

#[test]
fn posts_of_ghost() {
    let cases = [
        ("shown", "\"published\"", "\"public\"", false),
        ("null", "null", "\"public\"", true),
        ("other", "\"spam\"", "\"public\"", true),
        ("sent", "\"sent\"", "\"public\"", true),
        ("tiers", "\"published\"", "\"tiers\"", true),
        ("unknown", "\"published\"", "\"friends\"", true),
    ];
    let mut posts: Vec<String> = cases
        .iter()
        .map(|(slug, status, visibility, _)| {
            format!(
                r#"{{"id":"{slug}","title":"{slug}","slug":"{slug}","html":"<p>x</p>","status":{status},"visibility":{visibility},"published_at":"2020-02-03T10:00:00.000Z"}}"#
            )
        })
        .collect();
    let shown = posts[0].clone();
    posts.push(shown.replace("\"status\":\"published\",", "").replace("shown", "missing"));
    posts.push(shown.replace("\"html\"", "\"email_only\":\"1\",\"html\"").replace("shown", "mail"));
    posts.push(
        shown
            .replace("<p>x</p>", "<!--kg-gated-block:begin nonMember:false--><p>x</p>")
            .replace("shown", "gated"),
    );
    let json = format!(r#"{{"db":[{{"data":{{"posts":[{}]}}}}]}}"#, posts.join(","));
    let (_, site, _) = imported("ghost", &[("export.json", &json)]);
    let more = ["missing", "mail", "gated"].map(|slug| (slug, "", "", true));
    for (slug, _, _, held) in cases.into_iter().chain(more) {
        assert_eq!(is_held(&site, &format!("content/2020-02-03-{slug}.md")), held, "{slug}");
    }
}

#[test]
fn sites_of_jekyll() {
    let (_, site, report) = imported(
        "jekyll",
        &[
            (
                "_config.yml",
                "title: Old\nexclude: ['*.bak.md']\ncollections: {notes: {output: false}, people: {output: true}}\n\
                 defaults:\n- {scope: {path: 'secret/*'}, values: {published: false}}\n- {scope: {path: ''}, values: {hidden: true, layout: x}}\n",
            ),
            ("_posts/2020-02-03-a.md", "---\ntitle: A\nhidden: false\n---\nText.\n"),
            ("_posts/2020-02-04-b.md", "---\ntitle: B\n---\nText.\n"),
            ("_posts/c.md", "---\ntitle: C\ndate: 2020-02-05\nhidden: false\n---\nText.\n"),
            ("_posts/_attic/2020-02-06-d.md", "---\ntitle: D\nhidden: false\n---\nText.\n"),
            ("_posts/2020-02-07-e.bak.md", "---\ntitle: E\nhidden: false\n---\nText.\n"),
            ("_notes/f.md", "---\ntitle: F\nhidden: false\n---\nText.\n"),
            ("_people/g.md", "---\ntitle: G\nhidden: false\n---\nText.\n"),
            ("secret/h.md", "---\ntitle: H\nhidden: false\n---\nText.\n"),
            ("_posts/2020-02-08-i.md", "---\ntitle: I\nhidden: false\nexpires: soon\n---\nText.\n"),
        ],
    );
    for (path, held) in [
        ("content/2020-02-03-a.md", false),
        ("content/c.md", true),
        ("content/_attic/2020-02-06-d.md", true),
        ("content/pages/notes/f.md", true),
        ("content/pages/people/g.md", false),
        ("content/2020-02-08-i.md", true),
    ] {
        assert_eq!(is_held(&site, path), held, "{path}:\n{}", text(&site, path));
    }
    holds(&text(&site, "content/2020-02-04-b.md"), &["hidden: true\n"]);
    holds(&text(&site, "content/pages/secret/h.md"), &["published: false\n"]);
    assert!(!site.path().join("content/2020-02-07-e.bak.md").exists());
    holds(&report, &["their collection has no pages"]);
}

#[test]
fn a_key_that_hides_from_search_hides_no_reason_to_hold_back() {
    let (_, site, _) = imported(
        "hugo",
        &[
            ("hugo.toml", "baseURL = 'https://old.example/'\n"),
            ("content/a/_index.md", "---\ncascade: {draft: true}\n---\n"),
            (
                "content/a/one.md",
                "---\ntitle: One\ndate: 2020-02-03\nsitemap: false\nsearchHidden: true\n---\nText.\n",
            ),
            ("content/b/two.md", "---\ntitle: Two\ndate: 2020-02-03\npublishDate: some day\n---\nText.\n"),
            (
                "content/b/three.md",
                "---\ntitle: Three\ndate: 2020-02-03\n---\n{{< private >}}Names.{{< /private >}}\n",
            ),
            ("content/b/.four.md", "---\ntitle: Four\ndate: 2020-02-03\n---\nText.\n"),
        ],
    );
    for path in ["a/one.md", "b/two.md", "b/three.md", "b/four.md"] {
        assert!(is_held(&site, &format!("content/{path}")), "{path}");
    }
}

#[test]
fn an_export_of_medium_without_a_day() {
    let post = "<article><h1 class=\"p-name\">Grain</h1><section class=\"e-content\"><p>Text.</p></section></article>";
    let (_, site, _) = imported("medium", &[("posts/grain.html", post)]);
    assert!(is_held(&site, "content/_drafts/grain.md"));
}

#[test]
fn what_a_tag_may_have_hidden() {
    let post = |tag: &str| {
        format!(
            "---\ntitle: {tag}\ndate: 2020-02-03\n---\nText.\n\n{{{{< {tag} >}}}}\nWithin.\n{{{{< /{tag} >}}}}\n"
        )
    };
    let mut files: Vec<(String, String)> = vec![
        ("hugo.toml".to_owned(), String::new()),
        ("layouts/shortcodes/quiet.html".to_owned(), "<!-- {{ .Inner }} -->\n".to_owned()),
        ("layouts/_shortcodes/shown.html".to_owned(), "<b>{{ .Inner }}</b>".to_owned()),
        ("layouts/shortcodes/here.html".to_owned(), "{{ if hugo.IsServer }}{{ .Inner }}{{ end }}".to_owned()),
        ("themes/x/layouts/shortcodes/themed.html".to_owned(), "{{ .Inner | markdownify }}".to_owned()),
        ("themes/x/layouts/shortcodes/quiet.html".to_owned(), "{{ .Inner }}".to_owned()),
        ("themes/x/layouts/shortcodes/note.html".to_owned(), "<hr>".to_owned()),
    ];
    let tags = ["quiet", "shown", "here", "themed", "note", "unheard-of", "note-internal", "editors", "tabs"];
    files.extend(tags.iter().map(|tag| (format!("content/posts/{tag}.md"), post(tag))));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let (_, site, report) = imported("hugo", &files);
    for (tag, is_there, held) in [
        // Its template shows nothing of it.
        ("quiet", false, false),
        ("note", false, false),
        ("shown", true, false),
        ("themed", true, false),
        ("tabs", true, false),
        ("here", true, true),
        ("unheard-of", true, true),
        ("note-internal", true, true),
        ("editors", true, true),
    ] {
        let path = format!("content/posts/{tag}.md");
        assert_eq!(
            (text(&site, &path).contains("Within."), is_held(&site, &path)),
            (is_there, held),
            "{tag}"
        );
    }
    holds(
        &report,
        &[
            "`{{< quiet >}}` showed nothing of the text within it: taken out",
            "content/posts/quiet.md:7",
            "`{{< unheard-of >}}` is not known, and may have hidden the text within it",
            "drafts: a part of the text stood between tags that are not known",
        ],
    );
}

#[test]
fn tags_of_zola_and_jekyll_may_have_hidden_text() {
    let (_, site, _) = imported(
        "zola",
        &[
            ("config.toml", "base_url = \"https://old.example\"\n"),
            ("templates/shortcodes/quiet.html", "<p class=\"body\"></p>"),
            ("templates/shortcodes/loud.md", "**{{ body }}**"),
            (
                "content/a/one.md",
                "+++\ntitle = \"A\"\ndate = 2020-02-03\n+++\n{% quiet() %}Within.{% end %}\n",
            ),
            (
                "content/a/two.md",
                "+++\ntitle = \"B\"\ndate = 2020-02-03\n+++\n{% loud() %}Within.{% end %}\n",
            ),
            (
                "content/a/three.md",
                "+++\ntitle = \"C\"\ndate = 2020-02-03\n+++\n{% other() %}Within.{% end %}\n",
            ),
        ],
    );
    for (name, is_there, held) in [("one", false, false), ("two", true, false), ("three", true, true)] {
        let path = format!("content/a/{name}.md");
        assert_eq!(
            (text(&site, &path).contains("Within."), is_held(&site, &path)),
            (is_there, held),
            "{name}"
        );
    }
    let (_, site, _) = imported(
        "jekyll",
        &[
            ("_config.yml", "title: Old\n"),
            ("_posts/2020-02-03-a.md", "---\ntitle: A\n---\n{% plugin %}Within.{% endplugin %}\n"),
            ("_posts/2020-02-03-b.md", "---\ntitle: B\n---\n{% details More %}Within.{% enddetails %}\n"),
        ],
    );
    assert!(is_held(&site, "content/2020-02-03-a.md"));
    assert!(!is_held(&site, "content/2020-02-03-b.md"));
}

#[test]
fn the_report_says_which_were_hidden() {
    let items = post("open", "post", "") + &post("shut", "post", "").replace(">publish<", ">private<");
    let (_, _, report) = imported("wordpress", &[("export.xml", &export(&items))]);
    holds(&report, &["drafts: private\n         export.xml: shut"]);
}
