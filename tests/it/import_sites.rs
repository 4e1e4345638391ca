//! `newsprint import --from …`: small sites of each generator in, the files that are written and the report out.

mod addresses;
mod examples;
mod exports;
mod hidden;
mod hostile;
mod names;
mod undated;

use std::process::Command;

use crate::harness::{Run, Site, run};

/// Imports an old site into a new one.
fn import(site: &Site, from: &str, old: &Site, file: &str, more: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(["import", "--root"]).arg(site.path()).args(["--from", from]);
    command.arg(old.path().join(file)).args(more);
    run(command)
}

/// An old site of these files, and a new one that it was imported into.
fn imported(from: &str, files: &[(&str, &str)]) -> (Site, Site, String) {
    let (old, site) = (Site::bare(), Site::with(&[]));
    files.iter().for_each(|(path, text)| old.write(path, text));
    let run = import(&site, from, &old, "", &[]);
    let code = if run.stderr.contains("\nNot imported\n") { 3 } else { 0 };
    assert_eq!(run.code, code, "{}", run.stderr);
    (old, site, run.stderr)
}

fn text(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}

const JEKYLL: &[(&str, &str)] = &[
    (
        "_config.yml",
        "title: Old\nurl: https://old.example\npermalink: /:year/:month/:day/:title/\ngreeting: Hello\n",
    ),
    ("_includes/refs.md", "[port]: https://port.example/\n[unused]: https://unused.example/\n[x]: /x/\n"),
    (
        "_posts/2020-02-03-grain.md",
        "---\nlayout: post\ntitle: \"Grain: the talks\"\nauthor: Anna Example\ncategories: trade world\nhero: 5\n---\n\
         {{ site.greeting }}, see [the other]({% post_url 2020-02-04-steel %}) and [the port][port].\n\n\
         ![Ships](/img/ships.png)\n\n![Gone](/img/gone.png)\n\n\
         {% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n{% youtube dQw4w9WgXcQ %}\n\n\
         {% for p in site.posts %}{{ p.title }}{% endfor %}\n\n{% include refs.md %}\n",
    ),
    (
        "_posts/2020-02-04-steel.md",
        "---\ntitle: Steel\npublished: false\n---\n## Prices\n{: #prices}\n\nText.\n{:.lead}\n",
    ),
    ("_drafts/later.md", "---\ntitle: Later\n---\nNot yet.\n"),
    ("about.md", "---\ntitle: About\npermalink: /about/\n---\nWho [we](/2020/02/03/grain/) are.\n"),
    ("img/ships.png", "png"),
];

#[test]
fn a_site_of_jekyll() {
    let (old, site, report) = imported("jekyll", JEKYLL);
    let grain = text(&site, "content/2020-02-03-grain.md");
    holds(
        &grain,
        &[
            "title: \"Grain: the talks\"\n",
            "authors: [Anna Example]\n",
            "topics: [trade, world]\n",
            "aliases: [/2020/02/03/grain/]\n",
            "id: https://old.example/2020/02/03/grain\n",
            "extra:\n  hero: 5\n",
            "Hello, see [the other](2020-02-04-steel.md) and [the port][port].",
            "![Ships](/img/ships.png)",
            "\n[Gone](https://old.example/img/gone.png)",
            "```ruby\nputs 1\n```",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ\n",
            "{% for p in site.posts %}",
            "[port]: https://port.example/\n",
        ],
    );
    assert!(!grain.contains("unused.example") && !grain.contains("layout"), "{grain}");
    assert_eq!(text(&site, "static/img/ships.png"), "png");
    // What was hidden stays hidden.
    holds(
        &text(&site, "content/2020-02-04-steel.md"),
        &["published: false\n", "## Prices {#prices}\n", "\nText.\n"],
    );
    assert!(text(&site, "content/_drafts/later.md").contains("Not yet."));
    holds(&text(&site, "content/pages/about.md"), &["Who [we](../2020-02-03-grain.md) are."]);
    holds(
        &report,
        &[
            "`{% for %}` means nothing here: it stays as text", "_posts/2020-02-03-grain.md:20",
            "pictures that are not among the files", "0 of 2 stay as they were", "--permalinks",
        ],
    );
    let tree = site.built(&["--now", "2025-02-15"]);
    assert!(
        tree.contains_key("2020/02/grain/index.html") && tree.contains_key("2020/02/03/grain/index.html")
    );
    assert!(!tree.keys().any(|path| path.contains("steel") || path.contains("later")), "{:?}", tree.keys());

    // A second time nothing is doubled, and what somebody wrote since is left.
    site.write("content/2020-02-04-steel.md", "---\ntitle: Mine\ndate: 2020-02-04\n---\nMine.\n");
    let run = import(&site, "jekyll", &old, "", &[]);
    holds(&run.stderr, &["Wrote 0 texts and 0 other files; 4 were there already", "left as it is"]);
    assert!(text(&site, "content/2020-02-04-steel.md").contains("Mine."));
    // A text that was moved is known by its identity.
    std::fs::rename(
        site.path().join("content/2020-02-03-grain.md"),
        site.path().join("content/2020-02-03-wheat.md"),
    )
    .unwrap();
    let run = import(&site, "jekyll", &old, "", &[]);
    holds(&run.stderr, &["imported before, and elsewhere now", "content/2020-02-03-wheat.md"]);
    assert!(!site.path().join("content/2020-02-03-grain.md").exists());
    // What is new links to where it stands by now.
    old.write("_posts/2020-02-05-new.md", "---\ntitle: New\n---\n[Grain]({% post_url 2020-02-03-grain %})\n");
    import(&site, "jekyll", &old, "", &[]);
    assert!(text(&site, "content/2020-02-05-new.md").contains("[Grain](2020-02-03-wheat.md)"));
}

#[test]
fn addresses_stay_where_the_pattern_keeps_them() {
    let (old, site) = (Site::bare(), Site::with(&[]));
    JEKYLL.iter().for_each(|(path, text)| old.write(path, text));
    let dry = import(&site, "jekyll", &old, "", &["--permalinks", "--dry-run"]);
    holds(&dry.stderr, &["Would write 4 texts and 1 other file"]);
    assert!(!site.path().join("content/2020-02-03-grain.md").exists());
    let run = import(&site, "jekyll", &old, "", &["--permalinks"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!text(&site, "content/2020-02-03-grain.md").contains("aliases"));
    assert!(
        text(&site, "newsprint.yaml").contains("permalinks: {article: \"/{year}/{month}/{day}/{slug}/\"}\n")
    );
    assert!(site.built(&[]).contains_key("2020/02/03/grain/index.html"));
    // It stands there by now; another one is for whoever wrote it.
    let again = import(&site, "jekyll", &old, "", &["--permalinks"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    let config = text(&site, "newsprint.yaml");
    site.write("newsprint.yaml", config.replace("/{year}/{month}/{day}/", "/news/"));
    let other = import(&site, "jekyll", &old, "", &["--permalinks"]);
    assert_eq!(other.code, 2, "{}", other.stderr);
    holds(&other.stderr, &["has `permalinks:` already"]);
}

#[test]
fn a_site_of_hugo() {
    let (_, site, report) = imported(
        "hugo",
        &[
            (
                "hugo.toml",
                "baseURL = \"https://old.example/\"\ndefaultContentLanguage = \"en\"\n[languages.en]\n[languages.uk]\n",
            ),
            (
                "content/posts/grain/index.md",
                "+++\ntitle = \"Grain\"\ndate = 2020-02-03T10:00:00+02:00\ntags = [\"Black Sea\"]\nweight = 3\n+++\n\
                 See [steel]({{< ref \"steel.md\" >}}).\n\n{{< figure src=\"map.png\" alt=\"A map\" caption=\"The coast\" attr=\"Ben\" >}}\n\n\
                 {{% note %}}\nMind the gap.\n{{% /note %}}\n\n{{< box title=\"More\" >}}Inside.{{< /box >}}\n\n{{< chart id=\"1\" >}}\n",
            ),
            ("content/posts/grain/map.png", "png"),
            ("content/posts/steel.md", "---\ntitle: Steel\ndate: 2020-02-04\ndraft: true\n---\nText.\n"),
            ("content/posts/steel.uk.md", "---\ntitle: Сталь\ndate: 2020-02-04\n---\nТекст.\n"),
            ("content/about.md", "---\ntitle: About\n---\nUs.\n"),
            ("content/posts/_index.md", "---\ntitle: Posts\n---\n"),
            ("content/broken.md", "+++\ntitle = \n+++\nText.\n"),
        ],
    );
    holds(
        &text(&site, "content/posts/grain/index.md"),
        &[
            "date: 2020-02-03T10:00:00+02:00\n", "tags: [Black Sea]\n", "aliases: [/posts/grain/]\n",
            "See [steel](../steel.md).", "![A map](map.png \"The coast | Ben\")",
            "> [!NOTE]\n> Mind the gap.", "**More**\n\nInside.", "{{< chart id=\"1\" >}}",
        ],
    );
    assert_eq!(text(&site, "content/posts/grain/map.png"), "png");
    holds(&text(&site, "content/posts/steel.md"), &["draft: true\n"]);
    holds(&text(&site, "content/posts/steel.uk.md"), &["language: uk\n"]);
    holds(&text(&site, "content/pages/about.md"), &["title: About\n"]);
    holds(
        &report,
        &[
            "front matter in TOML that cannot be read", "content/broken.md",
            "`{{< chart >}}` means nothing here",
        ],
    );
}

#[test]
fn a_site_of_zola() {
    let (_, site, _) = imported(
        "zola",
        &[
            ("config.toml", "base_url = \"https://old.example\"\n"),
            (
                "content/blog/2020-02-03-grain.md",
                "+++\ntitle = \"Grain\"\n[taxonomies]\ntags = [\"Black Sea\"]\n[extra]\nlead = true\n+++\n\
                 [Steel](@/blog/steel.md#prices)\n\n{{ youtube(id=\"dQw4w9WgXcQ\") }}\n",
            ),
            (
                "content/blog/steel.md",
                "+++\ntitle = \"Steel\"\npath = \"2020/02/04/steel\"\nauthors = [\"Anna Example\"]\n+++\n# Prices\n",
            ),
        ],
    );
    holds(
        &text(&site, "content/blog/2020-02-03-grain.md"),
        &[
            "tags: [Black Sea]\n", "extra:\n  lead: true\n", "[Steel](steel.md#prices)",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ\n",
        ],
    );
    holds(
        &text(&site, "content/blog/steel.md"),
        &["date: 2020-02-04\n", "url: /2020/02/04/steel/\n", "authors: [Anna Example]\n"],
    );
}

#[test]
fn a_site_of_pelican() {
    let (_, site, _) = imported(
        "pelican",
        &[
            ("pelicanconf.py", "SITEURL = 'https://old.example'\nARTICLE_URL = 'blog/{date:%Y}/{slug}/'\n"),
            (
                "content/week.md",
                "Title: The week: grain\nDate: 2020-02-03 10:20\nTags: a, b\nStatus: draft\n\nSee ![x]({static}/img/a.png)\n",
            ),
            ("content/img/a.png", "png"),
        ],
    );
    holds(
        &text(&site, "content/week.md"),
        &[
            "title: \"The week: grain\"\n", "date: 2020-02-03 10:20\n", "tags: [a, b]\n",
            "slug: the-week-grain\n", "status: draft\n", "![x](/img/a.png)",
        ],
    );
    assert_eq!(text(&site, "static/img/a.png"), "png");
}

#[test]
fn an_export_of_wordpress() {
    let (_, site, report) = imported(
        "wordpress",
        &[(
            "export.xml",
            "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\
             <rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:content=\"c\" xmlns:dc=\"d\"><channel>\
             <wp:base_blog_url>https://old.example</wp:base_blog_url>\
             <wp:author><wp:author_login>anna</wp:author_login><wp:author_display_name><![CDATA[Anna Example]]></wp:author_display_name></wp:author>\
             <item><title>Grain &amp; steel &b;</title><link>https://old.example/2020/02/grain/</link><dc:creator>anna</dc:creator><guid>https://old.example/?p=1</guid>\
             <content:encoded><![CDATA[First line.\nSecond.\n\n[caption id=\"x\"]<img src=\"https://old.example/wp-content/uploads/q.png\" alt=\"Quay\" /> The quay[/caption]\n\n[contact-form]\n\nhttps://youtu.be/dQw4w9WgXcQ]]></content:encoded>\
             <wp:post_id>1</wp:post_id><wp:post_date>2020-02-03 12:00:00</wp:post_date><wp:post_date_gmt>2020-02-03 10:00:00</wp:post_date_gmt>\
             <wp:post_name>grain</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
             <category domain=\"category\" nicename=\"trade\">Trade</category><category domain=\"post_tag\" nicename=\"sea\">Sea</category></item>\
             <item><title>Secret</title><content:encoded>x</content:encoded><wp:post_date>2020-02-04 12:00:00</wp:post_date><wp:post_name>secret</wp:post_name><wp:status>private</wp:status><wp:post_type>post</wp:post_type></item>\
             <item><title>Locked</title><content:encoded>x</content:encoded><wp:post_date>2020-02-05 12:00:00</wp:post_date><wp:post_name>locked</wp:post_name><wp:status>publish</wp:status><wp:post_password>1</wp:post_password><wp:post_type>post</wp:post_type></item>\
             </channel></rss>",
        )],
    );
    holds(
        &text(&site, "content/2020-02-03-grain.md"),
        &[
            "title: Grain & steel &b;\n", "date: 2020-02-03T12:00:00+02:00\n", "authors: [Anna Example]\n",
            "topics: [Trade]\n", "tags: [Sea]\n", "id: https://old.example/?p=1\n", "First line.",
            "The quay", "\n[Quay](https://old.example/wp-content/uploads/q.png",
            "https://youtu.be/dQw4w9WgXcQ\n",
        ],
    );
    holds(&text(&site, "content/2020-02-04-secret.md"), &["draft: true\n"]);
    holds(&text(&site, "content/2020-02-05-locked.md"), &["draft: true\n"]);
    holds(&report, &["drafts: private", "drafts: protected by a password", "`[contact-form]`"]);
}

#[test]
fn an_export_of_ghost() {
    let (_, site, report) = imported(
        "ghost",
        &[(
            "export.json",
            r##"{"db":[{"data":{"posts":[
            {"id":"1","title":"Grain","slug":"grain","html":"<p>Text with <em>care</em>, <a href=\"__GHOST_URL__/steel/\">steel</a>.</p>","status":"published","visibility":"public","published_at":"2020-02-03T10:00:00.000Z"},
            {"id":"2","title":"Steel","slug":"steel","html":"<p>x</p>","status":"published","visibility":"members","published_at":"2020-02-04T10:00:00.000Z"},
            {"id":"3","title":"Empty","slug":"empty","html":null,"lexical":"{}","status":"draft"}],
            "users":[{"id":"7","name":"Anna Example"}],"posts_authors":[{"post_id":"1","author_id":"7"}],
            "tags":[{"id":"8","name":"Sea"},{"id":"9","name":"#internal"}],"posts_tags":[{"post_id":"1","tag_id":"8"},{"post_id":"1","tag_id":"9"}]}}]}"##,
        )],
    );
    holds(
        &text(&site, "content/2020-02-03-grain.md"),
        &["authors: [Anna Example]\n", "tags: [Sea]\n", "Text with *care*, [steel](2020-02-04-steel.md)."],
    );
    holds(&text(&site, "content/2020-02-04-steel.md"), &["draft: true\n"]);
    holds(&report, &["drafts: for members only", "Lexical without HTML"]);
}

#[test]
fn an_export_of_medium_and_feeds() {
    let post = "<article class=\"h-entry\"><header><h1 class=\"p-name\">Grain</h1></header><section class=\"e-content\"><h3 class=\"graf--title\">Grain</h3><p>Text.</p></section>\
         <footer><a class=\"p-author\">Anna Example</a><time class=\"dt-published\" datetime=\"2020-02-03T10:00:00.000Z\">x</time><a href=\"https://medium.com/@a/grain-0a1b\" class=\"p-canonical\">x</a></footer></article>";
    let (_, site, _) = imported(
        "medium",
        &[
            ("posts/2020-02-03_Grain-0a1b.html", post),
            ("posts/draft_x.html", &post.replace("Grain", "Steel")),
        ],
    );
    let grain = text(&site, "content/2020-02-03-grain.md");
    holds(&grain, &["id: https://medium.com/p/0a1b\n", "---\n\nText.\n"]);
    holds(&text(&site, "content/2020-02-03-steel.md"), &["draft: true\n"]);

    let rss = "<rss version=\"2.0\"><channel><title>The Times</title><link>https://t.example/</link><description>d</description>\
         <item><title>Talks end</title><link>https://t.example/talks</link><pubDate>Mon, 03 Feb 2020 10:00:00 GMT</pubDate><description>&lt;p&gt;They &lt;b&gt;end&lt;/b&gt;.&lt;/p&gt;</description></item></channel></rss>";
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Times</title><id>x</id><updated>2020-02-03T10:00:00Z</updated>\
         <entry><title>Talks end</title><id>y</id><updated>2020-02-03T10:00:00Z</updated><link href=\"https://t.example/talks\"/><content type=\"html\">&lt;p&gt;They &lt;b&gt;end&lt;/b&gt;.&lt;/p&gt;</content></entry></feed>";
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"The Times","items":[{"id":"y","title":"Talks end","url":"https://t.example/talks","date_published":"2020-02-03T10:00:00Z","content_html":"<p>They <b>end</b>.</p>"}]}"#;
    for feed in [rss, atom, json] {
        let (_, site, _) = imported("rss", &[("feed", feed)]);
        holds(
            &text(&site, "content/2020-02-03-talks-end.md"),
            &["draft: true\n", "name: The Times\n", "url: https://t.example/talks\n", "They **end**."],
        );
    }
}

#[test]
fn nothing_of_elsewhere_is_read_and_nothing_breaks() {
    let (old, site) = (Site::bare(), Site::with(&[]));
    old.write("_config.yml", "title: Old\n");
    old.write(
        "_posts/2020-01-01-up.md",
        "---\ntitle: Up\nimage: ../../../etc/passwd.png\n---\n![x](../../../../etc/passwd)\n",
    );
    old.write("_posts/2020-01-02-big.md", vec![b'x'; (8 << 20) + 1]);
    old.write("_posts/2020-01-03-latin.md", b"---\ntitle: \xe9\n---\n");
    old.write("_posts/2020-01-04-A.md", "---\ntitle: A\n---\nOne.\n");
    old.write("_posts/x/2020-01-04-a.md", "---\ntitle: a\n---\nTwo.\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/passwd", old.path().join("_posts/2020-01-05-link.md")).unwrap();
    let run = import(&site, "jekyll", &old, "", &["--json"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(text(&site, "content/2020-01-01-up.md").contains("title: Up"));
    assert!(!site.path().join("static").join("etc").exists());
    site.built(&[]);
    let run = import(&site, "jekyll", &old, "", &[]);
    holds(&run.stderr, &["larger than 8 MB", "not UTF-8", "were there already"]);
    let bad = Site::bare();
    bad.write("_config.yml", "title: Old\n");
    bad.write("_posts/2020-01-03-latin.md", b"---\ntitle: \xe9\n---\n");
    assert_eq!(import(&Site::with(&[]), "jekyll", &bad, "", &[]).code, 1);
    for (from, file) in
        [("hugo", "_config.yml"), ("ghost", "_config.yml"), ("wordpress", ""), ("zola", ""), ("medium", "")]
    {
        assert_eq!(import(&site, from, &old, file, &[]).code, 2, "{from}");
    }
}
