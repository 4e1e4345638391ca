//! The sets of pages, and what is true of each.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

/// A page with what is true of it. What nobody says is empty.
pub struct Page {
    /// Its file, compressed.
    pub path: PathBuf,
    /// Its source.
    pub html: String,
    /// Where it was.
    pub url: String,
    /// The text of its article.
    pub text: String,
    /// Its headline.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// The day on which it was published, `2025-02-12`.
    pub date: String,
    /// Words of its frame, which are no text of it.
    pub frame: Vec<String>,
}

/// scrapinghub/article-extraction-benchmark.
pub fn scrapinghub(folder: &Path) -> Result<Vec<Page>, String> {
    let truth = json(&folder.join("ground-truth.json"))?;
    let pages = truth.as_object().ok_or("ground-truth.json is no mapping")?.iter();
    let page = |(id, truth): (&String, &Value)| {
        let path = folder.join(format!("html/{id}.html.gz"));
        Ok(Page {
            html: unpacked(&path)?,
            path,
            url: text(truth, "url"),
            text: text(truth, "articleBody"),
            title: String::new(),
            author: String::new(),
            date: String::new(),
            frame: Vec::new(),
        })
    };
    pages.map(page).collect()
}

/// The articles of the development part of Murrough-Foley/web-content-extraction-benchmark.
pub fn wcxb(folder: &Path) -> Result<Vec<Page>, String> {
    let truths = folder.join("dev/ground-truth");
    let files = fs::read_dir(&truths).map_err(|error| format!("{}: {error}", truths.display()))?;
    let mut files: Vec<PathBuf> = files.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut pages = Vec::new();
    for file in files {
        let whole = json(&file)?;
        if whole["_internal"]["page_type"]["primary"] != "article" {
            continue;
        }
        let truth = &whole["ground_truth"];
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let path = folder.join(format!("dev/html/{stem}.html.gz"));
        let frame =
            truth["without"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        pages.push(Page {
            html: unpacked(&path)?,
            path,
            url: text(&whole, "url"),
            text: text(truth, "main_content"),
            title: text(truth, "title"),
            author: text(truth, "author"),
            date: text(truth, "publish_date"),
            frame: frame.collect(),
        });
    }
    Ok(pages)
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn json(path: &Path) -> Result<Value, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn unpacked(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    GzDecoder::new(file).read_to_end(&mut bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
