//! What is put into a text after the sanitiser: HTML of the writer's own that says what raw HTML can't say.

/// Puts pieces into the places that were left for them: `before`, the number of the piece, `after`. `push` writes a piece, and says
/// whether there is one of that number.
pub(super) fn put(
    html: &str,
    before: &str,
    after: &str,
    push: &dyn Fn(usize, &mut String) -> bool,
) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some((text, behind)) = rest.split_once(before) {
        out.push_str(text);
        let place =
            behind.split_once(after).and_then(|(number, behind)| Some((number.parse().ok()?, behind)));
        rest = match place {
            Some((number, behind)) if push(number, &mut out) => behind,
            _ => {
                out.push_str(before);
                behind
            }
        };
    }
    out.push_str(rest);
    out
}
