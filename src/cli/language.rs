//! Which language of a site a command is about.

use crate::output::Context;

/// What makes the site in the language that a flag asks for; without it, in the site's own.
///
/// # Errors
/// Which languages there are, in words.
pub(super) fn context<'k>(context: &'k Context, asked: Option<&str>) -> Result<&'k Context, String> {
    by_flag(context, "--language", asked)
}

/// The same by another flag.
///
/// # Errors
/// Which languages there are, in words.
pub(super) fn by_flag<'k>(
    context: &'k Context,
    flag: &str,
    asked: Option<&str>,
) -> Result<&'k Context, String> {
    let Some(asked) = asked else { return Ok(context) };
    context.by_code(asked).ok_or_else(|| {
        let codes: Vec<&str> = context.sites().map(|site| &*site.config.language).collect();
        format!("{flag} {asked}: the languages of this site are {}", codes.join(", "))
    })
}
