//! Width and height of a picture, from its first bytes.

/// Pixels, when the file is a picture that says so.
pub(super) fn size(path: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    let extension = path.rsplit_once('.')?.1.to_ascii_lowercase();
    match extension.as_str() {
        "svg" => svg(bytes),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" | "jxl" | "tiff" => {
            let size = imagesize::blob_size(bytes).ok()?;
            Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
        }
        _ => None,
    }
}

/// Width and height of an SVG's root element, else those of its `viewBox` (SVG 2, section 8.2).
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(head);
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let pixels = |name| {
        let value = attribute(tag, name)?;
        let number: f64 = value.strip_suffix("px").unwrap_or(value).trim().parse().ok()?;
        (1.0..100_000.0).contains(&number).then_some(number.round() as u32)
    };
    let explicit = pixels("width").zip(pixels("height"));
    explicit.or_else(|| {
        let numbers: Vec<f64> = attribute(tag, "viewBox")?
            .split([' ', ','])
            .filter(|s| !s.is_empty())
            .map(|s| s.parse().ok())
            .collect::<Option<_>>()?;
        let [_, _, width, height] = numbers[..] else { return None };
        let fits = |n: f64| (1.0..100_000.0).contains(&n);
        (fits(width) && fits(height)).then_some((width.round() as u32, height.round() as u32))
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.match_indices(name).map(|(i, _)| i).find(|i| {
        tag[..*i].ends_with(char::is_whitespace) && tag[i + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[start + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn an_svg_says_its_size_by_attributes_or_view_box() {
        let svg = br#"<?xml version="1.0"?><svg xmlns="x" stroke-width="3" width="640px" height='360'>"#;
        assert_eq!(size("a.svg", svg), Some((640, 360)));
        assert_eq!(size("a.svg", br#"<svg viewBox="0 0 800.4 450" width="100%">"#), Some((800, 450)));
        assert_eq!(size("a.svg", b"<svg>"), None);
        assert_eq!(size("a.txt", svg), None);
    }
}
