//! `newsprint init`: a site to begin with.
#![allow(clippy::disallowed_methods)] // an edge: looks into the folder, and writes the files

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;

use super::site::{SiteArguments, present};
use super::{CLEAN, messages, schema};
use crate::build::Now;
use crate::config::Config;
use crate::content::Date;
use crate::files::{Written, write_new};
use crate::line::one_line;
use crate::scaffold::starter::{self, Beginning};
use crate::source::{CONFIG, misnamed_config};
use crate::theme;

/// Begin a site of one's own
///
/// Writes a small site that builds without a warning: a configuration that explains itself, two articles, a topic, an edition,
/// the registries, a guide for editors, and what git, GitHub Pages and editors of code want to know. Nothing that is there is
/// ever written over.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint init morning-brief                       in a new folder
  newsprint init morning-brief --title \"Morning Brief\" --language uk --timezone Europe/Kyiv
  newsprint init --here                              in this folder, adding only what is missing")]
pub(super) struct InitArguments {
    /// The folder, which is made if it is not there; it has to be empty but for .git
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// What the site is called [default: as the folder]
    #[arg(long)]
    title: Option<String>,
    /// Where it will stand
    #[arg(long, value_name = "URL", default_value = "https://example.org/")]
    base_url: String,
    /// The language of its texts
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: String,
    /// Whose midnight divides the days [default: that of this machine]
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// Also in a folder that has files: adds those that are missing. Examples are added only where there is no content/
    #[arg(long)]
    here: bool,
    /// The action of newsprint's that publishes the site from GitHub [default: of the repository and the version that this
    /// program was released from]
    #[arg(long, value_name = "OWNER/REPO@REF")]
    action: Option<String>,
    /// As of this moment [default: the present]
    #[arg(long, value_name = "DATE")]
    now: Option<String>,
}

pub(super) fn run(arguments: &InitArguments) -> u8 {
    let folder = &arguments.folder;
    match is_free(folder) {
        Ok(true) => {}
        Ok(false) if arguments.here => {}
        Ok(false) if folder.join(CONFIG).exists() => {
            return messages::usage(&format!(
                "`{}` is a site already: `newsprint serve` shows it; --here adds files of a new one that are missing",
                folder.display()
            ));
        }
        Ok(false) => {
            let shown = folder.display();
            return messages::usage(&format!(
                "the folder `{shown}` is not empty; name a new one, or add what is missing with `newsprint init {}--here`",
                if shown.to_string() == "." { String::new() } else { format!("{shown} ") }
            ));
        }
        Err(error) => {
            return messages::usage(&format!("`{}` can be no site's folder: {error}", folder.display()));
        }
    }
    if misnamed_config(folder).is_some() {
        return messages::usage(
            "there is `newsprint.yml`: rename it to `newsprint.yaml`, or what it says would count no more",
        );
    }
    let content = folder.join("content");
    if content.symlink_metadata().is_ok() && !content.is_dir() {
        return messages::usage("`content` is no folder, and the articles should stand there: rename it");
    }
    let title = match &arguments.title {
        Some(title) => one_line(title),
        None => title_of(folder),
    };
    if title.is_empty() || title.contains(char::is_control) {
        return messages::usage("--title is empty, or has something in it that nobody can read");
    }
    let timezone = arguments.timezone.clone().unwrap_or_else(timezone);
    let now = match moment(arguments, &timezone) {
        Ok(now) => now,
        Err(fault) => return messages::usage(&fault),
    };
    let (base_url, language) = (&*arguments.base_url, &*arguments.language);
    let action = match &arguments.action {
        Some(action) if is_action(action) => Some(action.clone()),
        Some(action) => {
            return messages::usage(&format!("--action {action}: write it like owner/repository@v1"));
        }
        None => released_action(),
    };
    // In a site that has articles they would be published with them.
    let examples = !content.is_dir();
    let beginning = Beginning {
        title: &title,
        base_url,
        language,
        timezone: &timezone,
        now,
        action: action.as_deref(),
        examples,
    };
    let mut written = Vec::new();
    let files = starter::files(&beginning);
    for file in &files {
        match write_new(&folder.join(&file.path), &file.text) {
            Ok(Written::New) => written.push(&*file.path),
            Ok(Written::WasThere) => {}
            Err(error) => return messages::failed(&format!("{} cannot be written: {error}", file.path)),
        }
    }
    // They hold the names of the site, which is there by now.
    let options = SiteArguments::of(folder, arguments.now.clone()).options(schema::FLAGS);
    let schemas: Vec<(String, String)> = schema::files(&schema::names(&options)).collect();
    for (path, text) in &schemas {
        match write_new(&folder.join(path), text) {
            Ok(Written::New) => written.push(path),
            Ok(Written::WasThere) => {}
            Err(error) => return messages::failed(&format!("{path} cannot be written: {error}")),
        }
    }
    done(folder, &written);
    if !theme::texts().any(|(name, _)| name.trim_end_matches(".yaml").eq_ignore_ascii_case(primary(language)))
    {
        messages::say(&format!(
            "\nThe words of the theme are in English: newsprint has none in `{language}`. `newsprint theme eject en.yaml`, and its copy as \
             i18n/{language}.yaml, is where yours go."
        ));
    }
    if action.is_none() {
        messages::say(
            "\nIt has no workflow for GitHub, since this program is of no release that it could use: \
             `newsprint init --here --action OWNER/newsprint@v1` adds one.",
        );
    }
    CLEAN
}

/// The language of a tag: `pt` of `pt-BR`.
fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

fn done(folder: &Path, written: &[&str]) {
    let files = match written {
        [] => return messages::say("Nothing was missing"),
        [path] => (*path).to_owned(),
        paths => format!("{} files", paths.len()),
    };
    let here = folder.as_os_str() == ".";
    let place = if here { "this folder".to_owned() } else { folder.display().to_string() };
    messages::say(&format!("Wrote a site into {place}: {files}\n\nNext:"));
    if !here {
        let shown = folder.display().to_string();
        let is_plain = shown.chars().all(|c| c.is_alphanumeric() || "/\\._-:".contains(c));
        messages::say(&if is_plain { format!("  cd {shown}") } else { format!("  cd \"{shown}\"") });
    }
    messages::say("  newsprint serve --open              see it, and everything that you save");
    messages::say("  newsprint new article \"A headline\"  write");
    messages::say(
        "\nREADME.md there is for its editors; newsprint.yaml says what it is called and where it stands.",
    );
}

/// Whether a text is what a workflow may use: a repository and a tag, a branch or a commit of it.
fn is_action(text: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
    };
    text.split_once('@')
        .is_some_and(|(repository, tag)| is_name(tag) && is_name(repository) && repository.contains('/'))
}

/// The action of the release that this program is of: whoever releases it names the repository in Cargo.toml.
fn released_action() -> Option<String> {
    let repository = env!("CARGO_PKG_REPOSITORY").strip_prefix("https://github.com/")?;
    Some(format!("{}@v{}", repository.trim_end_matches('/'), env!("CARGO_PKG_VERSION")))
}

/// Whether a folder is not there, or has nothing in it that anybody made.
fn is_free(folder: &Path) -> std::io::Result<bool> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound && folder.symlink_metadata().is_err() => {
            return Ok(true);
        }
        Err(error) => return Err(error),
    };
    for entry in entries {
        let name = entry?.file_name();
        if ![".git", ".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(|known| name == *known) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// "morning-brief" is "Morning brief".
fn title_of(folder: &Path) -> String {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let name = absolute.components().next_back().map(|name| name.as_os_str().to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = words.join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "News digest".to_owned(),
    }
}

/// That of this machine, when it has a name that everybody knows.
fn timezone() -> String {
    let named = iana_time_zone::get_timezone().ok();
    named.filter(|name| name.parse::<chrono_tz::Tz>().is_ok()).unwrap_or_else(|| "UTC".to_owned())
}

/// The moment at which the site begins, in its zone.
///
/// # Errors
/// What a flag says that no configuration may say.
fn moment(arguments: &InitArguments, timezone: &str) -> Result<Date, String> {
    let of =
        |key: &str, value: &str| format!("{key}: {}\n", crate::content::yaml::write::scalar(value, false));
    let flags = [
        ("--base-url", &*arguments.base_url, of("base_url", &arguments.base_url)),
        ("--language", &*arguments.language, of("language", &arguments.language)),
        ("--timezone", timezone, of("timezone", timezone)),
    ];
    let text: String = flags.iter().map(|(.., line)| &**line).collect();
    let (config, problems) = Config::read(Some(format!("title: T\n{text}").as_bytes()), None);
    let of_flag = problems.iter().find_map(|problem| {
        let (flag, value, _) = flags.get(problem.span?.line.checked_sub(2)? as usize)?;
        let hint = problem.hints.first().map_or_else(String::new, |hint| format!("; {hint}"));
        Some(format!("{flag} {value}: {}{hint}", problem.message))
    });
    if let Some(fault) = of_flag {
        return Err(fault);
    }
    let config = config.unwrap_or_default();
    let now = arguments.now.clone().map_or_else(present, Now::Written);
    let moment = now.moment(&config).map_err(|problem| problem.message)?;
    Date::at(moment, config.timezone).ok_or_else(|| "this moment is in no calendar".to_owned())
}
