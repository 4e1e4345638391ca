//! Fetches the pictures of a draft, and puts them beside it.

use std::collections::BTreeMap;
use std::path::Path;

use url::Url;

use super::bring::Work;
use super::say;
use crate::content::Slug;
use crate::import::draft::Draft;
use crate::import::fetch::{Limits, download as fetch};

/// The most pictures that are fetched of one article.
const MOST: usize = 60;

/// Fetches what the text shows, and names the files instead of the addresses. What cannot be had stays linked to.
pub(super) fn download(work: &Work<'_>, made: &mut Draft) {
    let Some(folder) = made.path.rsplit_once('/').map(|(folder, _)| work.options.root.join(folder)) else {
        return;
    };
    let Some(document) = made.document.clone() else { return };
    let limits = Limits {
        private_hosts: work.reader.limits.private_hosts.clone(),
        ..Limits::picture(work.reader.limits.user_agent.clone())
    };
    let mut files: BTreeMap<u128, String> = BTreeMap::new();
    let addresses: Vec<&str> = document.facts.images.iter().map(|image| &*image.src).collect();
    for address in addresses.iter().take(MOST) {
        let Some(url) = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
        else {
            continue;
        };
        let picture = match fetch(&url, &limits) {
            Ok(picture) => picture,
            Err(why) => {
                say(work.arguments, &format!("warning: {url} stays where it is: {why}"));
                continue;
            }
        };
        let name = match files.get(&picture.digest.0) {
            Some(name) => name.clone(),
            None => {
                let name = name(&url, picture.extension, files.len() + 1, &folder);
                if let Err(error) = put(&folder, &name, &picture.bytes) {
                    say(work.arguments, &format!("warning: {name} cannot be written: {error}"));
                    continue;
                }
                files.insert(picture.digest.0, name.clone());
                name
            }
        };
        // In Markdown the address stands in parentheses, with angle brackets where it needs them.
        for end in [")", " \""] {
            made.text = made
                .text
                .replace(&format!("]({address}{end}"), &format!("]({name}{end}"))
                .replace(&format!("](<{address}>{end}"), &format!("]({name}{end}"));
        }
    }
    if addresses.len() > MOST {
        say(work.arguments, &format!("warning: of {} pictures {MOST} were fetched", addresses.len()));
    }
}

/// What a picture is called: as its host calls it, if nobody in the folder is called so.
fn name(url: &Url, extension: &str, number: usize, folder: &Path) -> String {
    let last =
        url.path_segments().and_then(|mut parts| parts.next_back().map(str::to_owned)).unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last.as_str(), |(stem, _)| stem);
    let slug = Slug::new(stem).map(|slug| slug.as_str().chars().take(60).collect::<String>());
    let slug = slug.unwrap_or_else(|| format!("picture-{number}"));
    let plain = format!("{slug}.{extension}");
    if folder.join(&plain).exists() { format!("{slug}-{number}.{extension}") } else { plain }
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    std::fs::create_dir_all(folder)?;
    std::fs::OpenOptions::new().write(true).create_new(true).open(folder.join(name))?.write_all(bytes)
}
