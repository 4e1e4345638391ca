//! Media types by a file's ending.

/// The media type of a file of the output, with the encoding when it is a text.
pub fn of(path: &str) -> String {
    let known = mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream");
    let is_text = known.starts_with("text/")
        || known.ends_with("+xml")
        || matches!(known, "application/xml" | "application/javascript");
    if is_text { format!("{known}; charset=utf-8") } else { known.to_owned() }
}

/// Whether a file of the output is a page.
pub fn is_page(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sites_are_made_of() {
        for (path, media) in [
            ("a/index.html", "text/html; charset=utf-8"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("theme/style.css", "text/css; charset=utf-8"),
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.json", "application/json"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("a.JPG", "image/jpeg"),
            ("a.webp", "image/webp"),
            ("a.avif", "image/avif"),
            ("a.woff2", "font/woff2"),
            ("a.mp4", "video/mp4"),
            ("a.pdf", "application/pdf"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("site.webmanifest", "application/manifest+json"),
            (".nojekyll", "application/octet-stream"),
            ("CNAME", "application/octet-stream"),
        ] {
            assert_eq!(of(path), media, "{path}");
        }
    }
}
