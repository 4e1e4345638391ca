//! Fetches the pictures of a draft that is in place, and puts them beside it; then its text names them. Whatever fails on the way,
//! the draft shows each picture that it has not from where that was found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use url::Url;

use super::one::Work;
use super::say;
use super::words::worded;
use crate::content::Slug;
use crate::files::{Written, write_new};
use crate::import::article::Article;
use crate::import::draft::Draft;
use crate::import::fetch::{Downloaded, Limits, download as fetch};
use crate::import::place;
use crate::paths::OutPath;
use crate::rewrite::{self, Rewrite};

/// The most pictures that are fetched of one article.
const MOST: usize = 60;

/// Fetches what the text shows. The text as it names the files, if there are any; what cannot be had stays linked to.
///
/// # Errors
/// The text cannot be written anew: it stays as it is, and no picture is left beside it.
pub(super) fn download(
    work: &Work<'_>,
    input: &str,
    article: &Article,
    made: &Draft,
) -> Result<Option<String>, String> {
    // Of a text that is taken over whole the pictures stay behind.
    let Some((folder, _)) = made.path.rsplit_once('/').filter(|_| !work.choices.is_republished) else {
        return Ok(None);
    };
    let mut files =
        Files { folder: work.options.root.join(folder), names: BTreeMap::new(), written: Vec::new() };
    let mut article = article.clone();
    let mut places: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut passed_over = 0;
    let mut fetch_one = |source: &mut String| {
        let is_web = |url: &Url| matches!(url.scheme(), "http" | "https");
        let Some(url) = Url::parse(source).ok().filter(is_web) else { return };
        if !places.contains_key(source) {
            if places.len() == MOST {
                passed_over += 1;
                return;
            }
            let file = fetched(work, &url).and_then(|picture| {
                files.add(&url, &picture).map_err(|error| format!("it cannot be written: {error}"))
            });
            if let Err(why) = &file {
                say(
                    work.arguments,
                    &format!("warning: {}", work.of(input, format!("{url} stays where it is: {why}"))),
                );
            }
            places.insert(source.clone(), file.ok());
        }
        if let Some(Some(file)) = places.get(source) {
            source.clone_from(file);
        }
    };
    article.blocks.iter_mut().for_each(|block| block.each_picture(&mut fetch_one));
    if passed_over > 0 {
        let why = format!("at most {MOST} pictures are fetched; {passed_over} stay where they are");
        say(work.arguments, &format!("warning: {}", work.of(input, why)));
    }
    if files.written.is_empty() {
        return Ok(None);
    }
    let made_anew = place::prepared(&work.options.root, work.site, &article, &work.choices);
    let made_anew = made_anew.map_err(|why| worded(&why)).and_then(|made_anew| {
        let change =
            Rewrite { path: made.path.clone(), before: made.text.clone(), after: made_anew.text.clone() };
        rewrite::write(&work.options.root, &[change]).map_err(|unwritten| unwritten.why)?;
        Ok(made_anew.text)
    });
    made_anew.map(Some).map_err(|why| {
        files.remove();
        format!("the pictures were not kept, and {} shows them where they are: {why}", made.path)
    })
}

fn fetched(work: &Work<'_>, url: &Url) -> Result<Downloaded, String> {
    let limits = Limits {
        private_hosts: work.reader.limits.private_hosts.clone(),
        ..Limits::picture(work.reader.limits.user_agent.clone())
    };
    fetch(url, &limits, work.reader.hosts.as_deref()).map_err(|why| why.to_string())
}

/// The pictures that were written.
struct Files {
    folder: PathBuf,
    /// What they are called, by the hash of their bytes.
    names: BTreeMap<u128, String>,
    written: Vec<PathBuf>,
}

impl Files {
    /// Writes a picture, once.
    fn add(&mut self, url: &Url, picture: &Downloaded) -> std::io::Result<String> {
        if let Some(name) = self.names.get(&picture.digest.0) {
            return Ok(name.clone());
        }
        let name = name(url, picture.extension, self.names.len() + 1, &self.folder);
        let path = self.folder.join(&name);
        if write_new(&path, &picture.bytes)? == Written::WasThere {
            return Err(std::io::ErrorKind::AlreadyExists.into());
        }
        self.written.push(path);
        self.names.insert(picture.digest.0, name.clone());
        Ok(name)
    }

    fn remove(&self) {
        for path in &self.written {
            // What cannot be removed hurts nobody: the text does not name it.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// What a picture is called: as its host calls it, if nobody in the folder is called so.
fn name(url: &Url, extension: &str, number: usize, folder: &Path) -> String {
    let last =
        url.path_segments().and_then(|mut parts| parts.next_back().map(str::to_owned)).unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last.as_str(), |(stem, _)| stem);
    let slug = Slug::new(stem).map(|slug| slug.as_str().chars().take(60).collect::<String>());
    // Systems keep some names for themselves, whatever they end in.
    let slug = slug.filter(|slug| OutPath::new(slug).is_ok()).unwrap_or_else(|| format!("picture-{number}"));
    let plain = format!("{slug}.{extension}");
    if folder.join(&plain).exists() { format!("{slug}-{number}.{extension}") } else { plain }
}
