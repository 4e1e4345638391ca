//! Which files a text may publish by linking to them or showing them.

use crate::content::yaml::FieldValue;
use crate::diagnostic::Code;

/// Endings of files that readers open with a program of their own, or that browsers show without running anything in them.
#[rustfmt::skip]
const HARMLESS: [&str; 70] = [
    // Pictures; SVG is published without what acts in it.
    "apng", "avif", "bmp", "gif", "heic", "heif", "ico", "jfif", "jpeg", "jpg", "jxl", "png", "svg", "tif", "tiff", "webp",
    // Sound and moving pictures, and their words.
    "aac", "flac", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "oga", "ogg", "ogv", "opus", "srt", "vtt", "wav", "webm",
    // Documents.
    "doc", "docx", "epub", "numbers", "odg", "odp", "ods", "odt", "pages", "pdf", "ppt", "pptx", "ps", "rtf",
    "tex", "txt", "xls", "xlsx", "asc", "sig",
    // Data, calendars, maps, and files in one file.
    "bib", "csv", "geojson", "gpx", "ics", "json", "kml", "kmz", "ndjson", "parquet", "tsv", "vcf", "7z", "bz2",
    "gz", "tar", "xz", "zip",
];

/// Which endings files may have that are published for a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Attachments {
    /// Beside those that are always allowed, in lower case.
    also: Vec<String>,
    /// Whether any is: where texts may run scripts, files may.
    any: bool,
}

impl Attachments {
    /// Whether a file may have this ending, given in lower case.
    pub fn has(&self, ending: &str) -> bool {
        self.any || HARMLESS.contains(&ending) || self.also.iter().any(|also| also == ending)
    }

    /// All endings are allowed.
    pub(super) fn any() -> Self {
        Self { also: Vec::new(), any: true }
    }

    pub(super) fn read(item: &FieldValue<'_>) -> Self {
        let ending = |item: &FieldValue<'_>| {
            let ending = item.text()?.trim_start_matches(['*', '.']).to_ascii_lowercase();
            if ending.is_empty()
                || !ending.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '+'))
            {
                item.error(
                    Code::InvalidValue,
                    format!("`{ending}` is no ending of a file"),
                    "write endings like pdf or csv",
                );
                return None;
            }
            Some(ending)
        };
        Self { also: item.items().iter().filter_map(ending).collect(), any: false }
    }
}
