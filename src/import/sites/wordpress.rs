//! WordPress: its export (WXR, an extension of RSS: <https://wordpress.org/documentation/article/tools-export-screen/>), alone
//! or in a folder with `wp-content/uploads/`.

mod galleries;
mod members;

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::{Mapping, Value};
use url::Url;

use self::galleries::{Attachment, MOST_OF_GALLERIES, flattened, with_galleries};
use self::members::{Reach, reach, restricts, says_noindex};
use super::folder::Folder;
use super::moment::moment;
use super::permalinks::tidy;
use super::remark::{Cause, Remark};
use super::site::{Body, Item, OldSite, path_of};
use super::xml::{Leaf, leaves};
use super::{Generator, html};
use crate::content::{Kind, Slug};

pub(super) const GENERATOR: Generator = Generator {
    name: "wordpress",
    takes: "the file of the export (.xml), or a folder with it and wp-content/uploads/",
    read,
};

/// The longest description of a post's own picture, in bytes.
const MOST_OF_ALT: usize = 4000;

#[derive(Default)]
struct Post {
    fields: BTreeMap<String, String>,
    topics: Vec<String>,
    tags: Vec<String>,
    /// A key and a value beside it, while they are read.
    meta: (String, String),
    /// Why not everybody may read it.
    restricted: Option<&'static str>,
    /// Search engines were asked to leave it out.
    is_noindex: bool,
    /// Of a rule of MemberPress: what it is about.
    rule: (String, String),
    thumbnail: Option<String>,
    alt: Option<String>,
}

impl Post {
    fn get(&self, key: &str) -> &str {
        self.fields.get(key).map_or("", |text| text.trim())
    }

    /// Notes what stands beside it.
    fn note(&mut self, key: &str, value: &str) {
        self.restricted = self.restricted.or_else(|| restricts(key, value));
        self.is_noindex |= says_noindex(key, value);
        match key {
            "_thumbnail_id" => self.thumbnail = Some(value.to_owned()),
            "_wp_attachment_image_alt" => self.alt = Some(value.to_owned()),
            "_mepr_rules_type" => value.clone_into(&mut self.rule.0),
            "_mepr_rules_content" => value.clone_into(&mut self.rule.1),
            _ => {}
        }
    }
}

fn read(folder: &Folder) -> Result<OldSite, String> {
    let export = folder.paths().find(|path| path.ends_with(".xml") && !path.contains('/'));
    let Some(export) = export else { return Err("there is no .xml of an export".to_owned()) };
    let text = folder.export(export).map_err(|remark| format!("{export}: {}", remark.cause))?;
    if !text.contains("wordpress.org/export") {
        return Err(format!(
            "{export} is no export of WordPress: Tools, Export in its administration makes one"
        ));
    }
    let mut site = OldSite::default();
    for path in folder.paths().filter(|path| *path != export) {
        let below = path.find("uploads/").map(|at| format!("/wp-content/{}", &path[at..]));
        site.files.insert(below.unwrap_or_else(|| format!("/{path}")), path.to_owned());
    }
    let mut posts: Vec<Post> = Vec::new();
    let mut post = Post::default();
    let mut author = (String::new(), String::new());
    let mut base = None;
    let read = leaves(&text, &mut |leaf: &Leaf<'_>| {
        let path: Vec<&str> = leaf.path.iter().map(String::as_str).collect();
        match path[..] {
            ["rss", "channel", "item"] => posts.push(std::mem::take(&mut post)),
            ["rss", "channel", "item", "category"] => {
                let name = leaf.text.trim().to_owned();
                match leaf.attributes.get("domain").map(String::as_str) {
                    Some("category") if !matches!(&*name, "Uncategorized" | "Uncategorised") => {
                        post.topics.push(name)
                    }
                    Some("post_tag") => post.tags.push(name),
                    _ => {}
                }
            }
            ["rss", "channel", "item", "wp:postmeta", "wp:meta_key"] => {
                leaf.text.trim().clone_into(&mut post.meta.0)
            }
            ["rss", "channel", "item", "wp:postmeta", "wp:meta_value"] => {
                leaf.text.trim().clone_into(&mut post.meta.1)
            }
            ["rss", "channel", "item", "wp:postmeta"] => {
                let (key, value) = std::mem::take(&mut post.meta);
                post.note(&key, &value);
            }
            ["rss", "channel", "item", name] => {
                post.fields.insert(name.to_owned(), leaf.text.to_owned());
            }
            ["rss", "channel", "wp:author", "wp:author_login"] => leaf.text.trim().clone_into(&mut author.0),
            ["rss", "channel", "wp:author", "wp:author_display_name"] => {
                leaf.text.trim().clone_into(&mut author.1)
            }
            ["rss", "channel", "wp:author"] => {
                let (login, name) = std::mem::take(&mut author);
                if !login.is_empty() && !name.is_empty() {
                    site.people.insert(login, name);
                }
            }
            ["rss", "channel", "wp:base_blog_url"] => base = Some(leaf.text.trim().to_owned()),
            ["rss", "channel", "link"] if base.is_none() => base = Some(leaf.text.trim().to_owned()),
            _ => {}
        }
    });
    if let Err(fault) = read {
        // What was read before it is imported all the same.
        site.remarks.push(Remark::of(Cause::Head("XML"), export).about(fault));
    }
    site.stand_at(base.and_then(|base| Url::parse(&base).ok()));
    let attachments: BTreeMap<String, Attachment> = posts
        .iter()
        .filter(|post| post.get("wp:post_type") == "attachment" && post.get("wp:attachment_url").len() < 2000)
        .map(|post| {
            let src = post.get("wp:attachment_url").to_owned();
            let alt = post.alt.clone().unwrap_or_default();
            let attachment = Attachment { src, alt, caption: post.get("excerpt:encoded").to_owned() };
            (post.get("wp:post_id").to_owned(), attachment)
        })
        .collect();
    let rules = posts.iter().filter(|post| post.get("wp:post_type") == "memberpressrule");
    let rules: Vec<Reach> = rules.map(|rule| reach(&rule.rule.0, &rule.rule.1)).collect();
    let reached: BTreeSet<&str> = rules
        .iter()
        .flat_map(|rule| match rule {
            Reach::Of(ids) => ids.iter().map(String::as_str).collect(),
            Reach::Any => Vec::new(),
        })
        .collect();
    let mut left = MOST_OF_GALLERIES;
    for post in &posts {
        let Some(mut item) = item(post, (&attachments, &mut left), export, &mut site.remarks) else {
            continue;
        };
        let by_rule = if rules.contains(&Reach::Any) {
            Some("rules of the plugin MemberPress may keep them to members")
        } else {
            reached.contains(post.get("wp:post_id")).then_some("for members only (the plugin MemberPress)")
        };
        item.hidden = item.hidden.or(post.restricted).or(by_rule);
        item.address = item.address.map(|address| tidy(site.within(&address)));
        site.items.push(item);
    }
    Ok(site)
}

fn item(
    post: &Post,
    (attachments, left): (&BTreeMap<String, Attachment>, &mut usize),
    export: &str,
    remarks: &mut Vec<Remark>,
) -> Option<Item> {
    let title = post.get("title");
    let from = format!("{export}: {}", if title.is_empty() { post.get("wp:post_id") } else { title });
    let kind = match post.get("wp:post_type") {
        "post" | "" => Kind::Article,
        "page" => Kind::Page,
        "attachment"
        | "revision"
        | "nav_menu_item"
        | "custom_css"
        | "customize_changeset"
        | "oembed_cache"
        | "user_request"
        | "wp_block"
        | "wp_template"
        | "wp_template_part"
        | "wp_global_styles"
        | "wp_navigation" => {
            return None;
        }
        "memberpressrule" => return None,
        // They may be orders of a shop, or what readers wrote in a form.
        _ => Kind::Page,
    };
    const OWN_KIND: &str =
        "texts of a kind that a plugin made, of which nobody knows whether they were public";
    let is_of_plugin = !matches!(post.get("wp:post_type"), "post" | "" | "page");
    let hidden = match post.get("wp:status") {
        "publish" if is_of_plugin => Some(OWN_KIND),
        "publish" if post.get("wp:post_password").is_empty() => None,
        "publish" => Some("protected by a password"),
        "trash" | "auto-draft" | "inherit" => {
            remarks.push(Remark::of(Cause::Done("what was in the trash was left there"), &from));
            return None;
        }
        "private" => Some("private"),
        "pending" => Some("pending"),
        "future" => Some("scheduled"),
        _ => Some("drafts there, too"),
    };
    let mut head = Mapping::new();
    let mut put = |key: &str, value: &str| {
        if !value.is_empty() {
            head.insert(key.into(), value.into());
        }
    };
    put("title", title);
    let date = date(post);
    put("date", &date);
    put("author", post.get("dc:creator"));
    put("summary", post.get("excerpt:encoded"));
    if post.is_noindex {
        head.insert("noindex".into(), true.into());
    }
    if let Some(shown) = post.thumbnail.as_ref().and_then(|id| attachments.get(id)) {
        let mut image = Mapping::new();
        image.insert("src".into(), shown.src.as_str().into());
        // It may be that of many posts.
        let alt = if shown.alt.len() < MOST_OF_ALT { shown.alt.as_str() } else { "" };
        image.insert("alt".into(), alt.into());
        head.insert("image".into(), Value::Mapping(image));
    }
    for (key, names) in [("topics", &post.topics), ("tags", &post.tags)] {
        if !names.is_empty() {
            head.insert(
                key.into(),
                names.iter().map(|name| Value::from(name.as_str())).collect::<Vec<_>>().into(),
            );
        }
    }
    let name =
        percent_encoding::percent_decode_str(post.get("wp:post_name")).decode_utf8_lossy().into_owned();
    let slug = [&*name, title].into_iter().find_map(Slug::new).map(|slug| slug.to_string());
    let slug = slug.unwrap_or_else(|| format!("post-{}", post.get("wp:post_id")));
    let link =
        Url::parse(post.get("link")).ok().filter(|link| link.query().is_none() && link.path().len() > 1);
    let content = post.get("content:encoded");
    let is_classic = !content.contains("<!-- wp:") && !content.contains("<p>") && !content.contains("<p ");
    let body = if is_classic { html::with_paragraphs(content) } else { content.to_owned() };
    let day = date.get(..10).filter(|_| kind == Kind::Article);
    Some(Item {
        address: link.map(|link| tidy(&crate::address::to_path(link.path()))),
        hidden,
        id: Some(post.get("guid").to_owned()).filter(|id| !id.is_empty()),
        number: Some(post.get("wp:post_id").to_owned()).filter(|id| !id.is_empty()),
        ..Item::new(
            from,
            head,
            Body::Html(with_galleries(&flattened(&body), attachments, left)),
            kind,
            path_of(kind, day, &slug),
        )
    })
}

/// When it was published, with the offset that its two clocks say. Of a draft when it was last changed.
fn date(post: &Post) -> String {
    let read = |key: &str| chrono::NaiveDateTime::parse_from_str(post.get(key), "%Y-%m-%d %H:%M:%S").ok();
    let local = read("wp:post_date").or_else(|| read("wp:post_modified"));
    let Some(local) = local else {
        return moment(post.get("pubDate")).unwrap_or_default();
    };
    let offset = read("wp:post_date_gmt")
        .map(|gmt| (local - gmt).num_minutes())
        .filter(|offset| offset.abs() <= 14 * 60);
    match offset {
        Some(offset) => {
            let sign = if offset < 0 { '-' } else { '+' };
            let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
            format!("{}{sign}{hours:02}:{minutes:02}", local.format("%Y-%m-%dT%H:%M:%S"))
        }
        None => local.format("%Y-%m-%dT%H:%M:%S").to_string(),
    }
}
