//! Whether a file that is named as a picture is one that browsers show, by what it holds; and whether a text may publish a
//! file at all, by its ending.

use super::Site;
use super::links::LinkedFile;
use crate::config::Attachments;
use crate::content::name::wrong_ending;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::source::{File, Holds};

/// Endings under which hosts send a picture of points as one.
const RASTER: [&str; 12] =
    ["apng", "avif", "bmp", "cur", "gif", "ico", "jfif", "jpeg", "jpg", "pjpeg", "png", "webp"];

/// Says of a picture that `src` names in the file at `path` if browsers do not show it.
pub(super) fn not_shown(
    path: &str,
    src: &str,
    span: Option<Span>,
    linked: &LinkedFile,
) -> Option<Diagnostic> {
    let problem = why_not(src, linked.file.as_deref()?)?.in_file(path);
    Some(match span {
        Some(span) => problem.at(span),
        None => problem,
    })
}

/// Warns of files of `static/` whose names promise pictures, and that hold none.
pub(super) fn misnamed(site: &Site) -> Vec<Diagnostic> {
    let files = site.links.statics.values().filter_map(|linked| linked.file.as_deref());
    files.filter_map(not_as_named).collect()
}

fn not_as_named(file: &File) -> Option<Diagnostic> {
    let ending = ending(&file.path);
    if ending != "svg" && !RASTER.contains(&&*ending) {
        return None;
    }
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    Some(why_not(name, file)?.in_file(&*file.path))
}

fn why_not(src: &str, file: &File) -> Option<Diagnostic> {
    const SAVE: &str = "save it as JPEG, PNG or WebP";
    let (holds, ending) = (file.holds, ending(&file.path));
    let (key, what, all, hint) = match holds {
        Holds::Svg if ending == "svg" => return None,
        _ if holds.is_raster() && (RASTER.contains(&&*ending) || ending.is_empty()) => return None,
        Holds::Svg => (
            "svg name",
            "holds SVG, which browsers show only in a file that ends in .svg".to_string(),
            "these pictures are SVG, which browsers show only in files that end in .svg",
            "give it the ending .svg".to_owned(),
        ),
        _ if holds.is_raster() => (
            "name",
            format!("holds {holds}, and by its ending hosts will not send it as a picture"),
            "these are pictures, and by their endings hosts will not send them as such",
            format!("give it the ending .{}", holds.name().to_ascii_lowercase()),
        ),
        Holds::Empty => (
            "empty",
            "is empty".to_owned(),
            "these pictures are empty files",
            "put the picture there again: copying it may have been interrupted".to_owned(),
        ),
        Holds::Pointer => (
            "pointer",
            "holds a pointer of Git LFS in place of the picture".to_owned(),
            "these files hold pointers of Git LFS in place of pictures",
            "fetch the pictures with `git lfs pull` before building".to_owned(),
        ),
        Holds::Html => (
            "HTML",
            "holds a page in HTML and no picture".to_owned(),
            "these files hold pages in HTML and no pictures",
            "save the picture itself: what was saved is the page that shows it, or an error of its server"
                .to_owned(),
        ),
        Holds::Heic | Holds::JpegXl => (
            holds.name(),
            format!("holds {holds}, which few browsers show"),
            "these pictures are in a format that few browsers show",
            SAVE.to_owned(),
        ),
        Holds::Pdf | Holds::Office | Holds::Film | Holds::Matroska | Holds::Mp3 | Holds::Zip => (
            holds.name(),
            format!("holds {holds}, which browsers do not show as a picture"),
            "these files are in a format that browsers do not show as a picture",
            format!("{SAVE}, or link to it: `[words]({src})`"),
        ),
        Holds::Other => (
            "other",
            "holds nothing that browsers show as a picture".to_owned(),
            "these files hold nothing that browsers show as a picture",
            SAVE.to_owned(),
        ),
        _ => (
            holds.name(),
            format!("holds {holds}, which browsers do not show"),
            "these pictures are in a format that browsers do not show",
            SAVE.to_owned(),
        ),
    };
    Some(Diagnostic::warning(Code::NotAPicture, format!("`{src}` {what}")).hint(hint).cause(key, all))
}

/// Says of a file of `content/` that the file at `path` names if it may not be published for a text.
pub(super) fn no_attachment(
    path: &str,
    span: Option<Span>,
    linked: &LinkedFile,
    allowed: &Attachments,
) -> Option<Diagnostic> {
    let file = linked.file.as_deref().filter(|_| linked.beside)?;
    let ending = ending(&file.path);
    if allowed.has(&ending) {
        return None;
    }
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let problem = if ending.is_empty() {
        let hint = "give it an ending by which readers' programs know what it is";
        Diagnostic::error(
            Code::Attachment,
            format!("`{name}` has no ending, and is not published for a text"),
        )
        .hint(hint)
        .cause("", "files without an ending are not published for a text")
    } else {
        let message = format!("`{name}`: files that end in .{ending} are not published for a text");
        let summary = format!("files that end in .{ending} are not published for a text");
        let hint = match wrong_ending(&file.path) {
            Some(_) => {
                "rename it as its own message says: then it is a document, and the link leads to its page"
                    .to_owned()
            }
            None => format!(
                "write `attachments: [{ending}]` below `markdown:` in newsprint.yaml if whoever writes may publish such \
                 files, or put this one into `static/`"
            ),
        };
        Diagnostic::error(Code::Attachment, message).hint(hint).cause(&*ending, summary)
    };
    let problem = problem.in_file(path);
    Some(match span {
        Some(span) => problem.at(span),
        None => problem,
    })
}

fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}
