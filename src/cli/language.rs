//! Which language of a site a command is about.

use crate::output::Kit;

/// What makes the site in the language that `--language` asks for; without it, in the site's own.
///
/// # Errors
/// Which languages there are, in words.
pub(super) fn kit<'k>(kit: &'k Kit, asked: Option<&str>) -> Result<&'k Kit, String> {
    let Some(asked) = asked else { return Ok(kit) };
    let named = |kit: &&Kit| kit.site().config.language.eq_ignore_ascii_case(asked);
    kit.languages().find(named).ok_or_else(|| {
        let codes: Vec<&str> = kit.sites().map(|site| &*site.config.language).collect();
        format!("--language {asked}: the languages of this site are {}", codes.join(", "))
    })
}
