//! Where links and pictures of a text lead: to texts by their new files, to files that are brought along, and elsewhere.

mod lead;
mod lost;
mod missing;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use self::lead::{Lead, normal};
use self::missing::{Lines, MOST_SEARCHED};
use super::html::HERE;
use super::index::Index;
use super::made_here::is_made_here;
use super::permalinks::tidy;
use super::remark::Remark;
use super::site::{Item, OldSite};
use crate::address::to_path;
use crate::content::markdown::{definitions, held, rewritten, tags};
use crate::site::links::{escaped, is_outside, relative, split_suffix};

/// What an item's links and pictures are looked up by, and what was found.
pub struct Ways<'a> {
    site: &'a OldSite,
    index: &'a Index<'a>,
    item: &'a Item,
    /// The file that the item becomes, relative to the site's root.
    path: &'a str,
    found: RefCell<Found>,
    lines: RefCell<Lines>,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Found {
    /// Files to bring along: where they go, and where they are in the old site.
    pub files: BTreeMap<String, String>,
    /// Numbers of the items that it links to.
    pub items: BTreeSet<usize>,
    /// What is to be said.
    pub remarks: Vec<Remark>,
}

/// An item by its number, in a text that is being converted.
const MARK: &str = "x-newsprint-item:";

impl<'a> Ways<'a> {
    /// Of an item that becomes the file at `path`.
    pub fn new(site: &'a OldSite, index: &'a Index<'a>, item: &'a Item, path: &'a str) -> Self {
        Self {
            site,
            index,
            item,
            path,
            found: RefCell::default(),
            lines: Lines { at: 0, line: 0, left: MOST_SEARCHED }.into(),
        }
    }

    /// What was found so far.
    pub fn found(self) -> Found {
        self.found.into_inner()
    }

    /// A Markdown text with its addresses as they are here.
    pub fn rewrite(&self, body: &str) -> String {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
        // Whether a link is open, of Markdown or of HTML.
        let mut in_link = false;
        for (event, place) in Parser::new_ext(body, options).into_offset_iter() {
            match event {
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    in_link = true;
                    if link_type == LinkType::Inline {
                        let new = self.target(&dest_url, false);
                        edits.extend(
                            new.and_then(|new| Some((inline_target(body, &place)?, escape_spaces(&new)))),
                        );
                    }
                }
                // An `<a>` that is never closed ends with its block.
                Event::End(
                    TagEnd::Link | TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
                ) => in_link = false,
                Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                    let is_inline = link_type == LinkType::Inline;
                    let new = if is_inline { self.target(&dest_url, true) } else { None };
                    if self.is_lost(&dest_url) {
                        edits.push(lost::in_markdown(body, &place, &dest_url, in_link));
                    }
                    edits.extend(
                        new.and_then(|new| Some((inline_target(body, &place)?, escape_spaces(&new)))),
                    );
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.html(body, place, &mut false, &mut edits);
                }
                Event::InlineHtml(_) => self.html(body, place, &mut in_link, &mut edits),
                _ => {}
            }
        }
        for (target, place) in definitions(body) {
            if let Some((new, place)) = self.target(&target, is_picture(&target)).zip(place) {
                edits.push((place, escape_spaces(&new)));
            }
        }
        edits.sort_by_key(|(place, _)| (place.start, place.end));
        let mut out = String::with_capacity(body.len());
        let mut done = 0;
        for (place, new) in edits {
            if place.start >= done {
                out.push_str(&body[done..place.start]);
                out.push_str(&new);
                done = place.end;
            }
        }
        out.push_str(&body[done..]);
        let out = if out.contains(MARK) { self.without_marks(&out) } else { out };
        if out.contains(HERE) { self.without_host(&out) } else { out }
    }

    /// Bare addresses within the old site, of players: as they are here.
    fn without_host(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let start = format!("https://{HERE}");
        while let Some(at) = rest.find(&start) {
            let is_line = rest[..at].is_empty() && out.is_empty() || rest[..at].ends_with('\n');
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | ')' | ']');
            let end = rest.find(ends).unwrap_or(rest.len());
            let new = self.target(&rest[..end], false);
            let new = new.as_deref().unwrap_or(&rest[start.len()..end]);
            let is_line = is_line && rest[end..].chars().next().is_none_or(|c| c == '\n');
            match is_line && !is_outside(new) {
                true => out.push_str(&format!("[{}]({new})", file_name(new))),
                false => out.push_str(new),
            }
            rest = &rest[end..];
        }
        out.push_str(rest);
        out
    }

    /// What `ref` stood for outside of a link.
    fn without_marks(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(MARK) {
            out.push_str(&rest[..at]);
            if !self.site.below.is_empty() && out.ends_with(&*self.site.below) {
                out.truncate(out.len() - self.site.below.len());
            }
            rest = &rest[at..];
            let digits = &rest[MARK.len()..];
            let end = MARK.len() + digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            out.push_str(self.target(&rest[..end], false).as_deref().unwrap_or(&rest[..end]));
            rest = &rest[end..];
        }
        out.push_str(rest);
        out
    }

    fn html(
        &self,
        body: &str,
        place: Range<usize>,
        in_link: &mut bool,
        edits: &mut Vec<(Range<usize>, String)>,
    ) {
        let html = &body[place.clone()];
        for tag in tags(html) {
            if tag.name.eq_ignore_ascii_case("a") {
                *in_link = tag.attributes.iter().any(|(name, _)| name.eq_ignore_ascii_case("href"));
            }
            if let Some(new) = self.lost_in_html(html, &tag, *in_link) {
                edits.push((place.start + tag.place.start..place.start + tag.place.end, new));
                continue;
            }
            for (name, value) in &tag.attributes {
                let Some(holds) = held(tag.name, name) else { continue };
                let mut new = |address: &str, is_picture: bool| self.target(address, is_picture);
                if let Some(new) = rewritten(&html[value.clone()], holds, &mut new) {
                    let is_quoted = html[..value.start].ends_with(['"', '\'']);
                    let new = if is_quoted { new } else { format!("\"{new}\"") };
                    edits.push((place.start + value.start..place.start + value.end, new));
                }
            }
        }
    }

    /// The address of a picture as it is here; none where it is not among the files.
    pub fn picture(&self, written: &str) -> Option<String> {
        // Themes look for it from the root of the site, too.
        let from_root = format!("/{}", written.trim_start_matches("./"));
        let is_relative = !is_outside(written) && !written.starts_with('/');
        let leads = |path: &str| !matches!(self.lead(split_suffix(path).0), Lead::Nothing);
        let written = if is_relative && !leads(written) && leads(&from_root) { &from_root } else { written };
        let new = self.target(written, true);
        if self.is_lost(written) { None } else { Some(new.unwrap_or_else(|| written.to_owned())) }
    }

    /// What an address becomes; none when it may stay.
    pub fn target(&self, written: &str, is_picture: bool) -> Option<String> {
        let address = written.trim();
        if address.is_empty() || address.starts_with('#') || address.contains("{{") || address.contains("{%")
        {
            return None;
        }
        if let Some((_, rest)) = address.split_once(MARK).filter(|(before, _)| self.is_base(before)) {
            let (number, suffix) = split_suffix(rest);
            let number = number.parse().ok().filter(|number| *number < self.site.items.len())?;
            return Some(self.way_to(number, suffix));
        }
        let inside = match is_outside(address) {
            true => self.own(address)?,
            false => address,
        };
        let (path, suffix) = split_suffix(inside);
        if let Some(number) = self.index.numbered(self.site.within(path), suffix) {
            return Some(self.way_to(number, suffix));
        }
        if path.is_empty() {
            return None;
        }
        match if is_picture { self.lead_of_picture(path) } else { self.lead(path) } {
            // A page is no picture.
            Lead::Item(_) if is_picture => self.missing(written, inside, path, true),
            Lead::Item(number) => Some(self.way_to(number, suffix)).filter(|new| new != written),
            Lead::File(file) => {
                let (to, new) = self.place_of(&file)?;
                // What this program makes itself is not brought along.
                if is_made_here(&to) {
                    return None;
                }
                if is_picture && !self::is_picture(&file) {
                    return self.missing(written, inside, path, true);
                }
                self.found.borrow_mut().files.insert(to, file);
                let new = format!("{new}{}", if is_picture { "" } else { suffix });
                (new != written).then_some(new)
            }
            Lead::Nothing => self.missing(written, inside, path, is_picture),
        }
    }

    fn way_to(&self, number: usize, suffix: &str) -> String {
        self.found.borrow_mut().items.insert(number);
        let to = format!("content/{}", self.site.items[number].path);
        let fragment = suffix.find('#').map_or("", |at| &suffix[at..]);
        match to == self.path {
            // A link to the text itself.
            true if fragment.is_empty() => escaped(self.path.rsplit('/').next().unwrap_or(self.path)),
            true => fragment.to_owned(),
            false => format!("{}{fragment}", escaped(&relative(self.path, &to))),
        }
    }

    /// What a file's name or path leads to, as `ref` has it: an address that [`rewrite`](Self::rewrite) knows.
    pub fn find(&self, name: &str) -> Option<String> {
        let (path, suffix) = split_suffix(name);
        // Names of files begin with no part of an address.
        let of_file = if path.starts_with('/') { self.at_root(&to_path(path)) } else { Lead::Nothing };
        let lead = match if matches!(of_file, Lead::Nothing) { self.lead(path) } else { of_file } {
            // Jekyll's `link` has the path from the root of the site.
            Lead::Nothing => match self.by_file(normal("", path).as_deref()) {
                Lead::Nothing => self.index.named(path).map_or(Lead::Nothing, Lead::Item),
                lead => lead,
            },
            lead => lead,
        };
        match lead {
            Lead::Item(number) => Some(format!("{MARK}{number}{suffix}")),
            Lead::File(file) => Some(self.index.address_of(&file)?.to_owned()),
            // What is not imported: its address, of which the text will be told that it leads nowhere.
            Lead::Nothing => {
                let path =
                    path.trim_end_matches("_index.md").trim_end_matches("index.md").trim_end_matches(".md");
                let is_path =
                    !path.is_empty() && !path.contains(char::is_whitespace) && !path.contains(['{', '<']);
                is_path.then(|| format!("{}/{suffix}", tidy(path).trim_end_matches('/')))
            }
        }
    }

    /// Where a file goes, and its address in the text.
    fn place_of(&self, file: &str) -> Option<(String, String)> {
        // Pages that are files are published as they are from `static/` alone.
        let is_page = [".html", ".htm", ".xml", ".js"].iter().any(|ending| file.ends_with(ending));
        if let Some((number, rest)) = self.index.bundle_of(file).filter(|_| !is_page) {
            let item = &self.site.items[number];
            let folder = item.path.strip_suffix("index.md").unwrap_or("");
            let to = format!("content/{folder}{rest}");
            let way = escaped(&relative(self.path, &to));
            return Some((to, way));
        }
        let address = self.index.address_of(file)?;
        Some((format!("static{address}"), escaped(address)))
    }
}

/// An address as a link's target in Markdown; the rest of it is escaped already.
fn escape_spaces(address: &str) -> String {
    address.replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

/// What a file is called, as words of a link.
fn file_name(address: &str) -> String {
    let path = to_path(split_suffix(address).0);
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(&path);
    name.chars().filter(|c| !matches!(c, '[' | ']' | '\\' | '`' | '<' | '*')).collect()
}

fn is_picture(target: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        ".png", ".jpg", ".jpeg", ".jpe", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff",
        ".heic", ".jxl",
    ];
    let path = split_suffix(target).0.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// Where the address in `[words](address "title")` stands.
fn inline_target(body: &str, place: &Range<usize>) -> Option<Range<usize>> {
    let text = &body[place.clone()];
    let open = text.rfind("](")? + 2;
    let start = open + (text[open..].len() - text[open..].trim_start().len());
    if text[start..].starts_with('<') {
        let end = start + text[start..].find('>')?;
        return Some(place.start + start..place.start + end + 1);
    }
    let rest = &text[start..text.len().checked_sub(1)?];
    let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
    Some(place.start + start..place.start + end)
}
