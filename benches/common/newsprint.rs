//! The newsprint side: the site around the articles, and the command that builds it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::corpus::{Corpus, Flavour, Written};
use super::{registry, tree, words};

const CONFIGURATION: &str = "\
title: The Benchmark Digest
description: A digest of made-up news, for measuring
base_url: https://example.org/
language: en
timezone: Europe/London
paginate: 20
feeds:
  items: 20
  content: full
";

const ABOUT: &str = "---\ntitle: About\n---\n\nNothing in this digest ever happened.\n";

/// Running stories with a file of their own; the others are only named by their articles.
const STORIES: usize = 5;

fn write(site: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = site.join(path);
    fs::create_dir_all(path.parent().expect("a file is in a folder"))?;
    fs::write(path, text)
}

/// What a site does without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Without {
    /// Nothing.
    Nothing,
    /// No related articles are looked for.
    Related,
    /// Readers cannot search.
    Search,
    /// Pages and cards of articles are bare: headline, date and text.
    Theme,
}

impl Without {
    /// What a row of such builds is called.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Nothing => "newsprint cold",
            Self::Related => "newsprint cold, without related",
            Self::Search => "newsprint cold, without search",
            Self::Theme => "newsprint cold, with bare templates",
        }
    }
}

/// Templates that print what an article is, and nothing else.
const BARE: [(&str, &str); 3] = [
    (
        "base.html",
        "<!DOCTYPE html>\n<html lang=\"{{ page.language }}\">\n<head>\n{{ page.head }}\n\
         {% block head %}{% endblock head %}\n</head>\n<body>\n<main>\n{% block main %}{% endblock main %}\n</main>\n\
         {% block scripts %}{% endblock scripts %}\n</body>\n</html>\n",
    ),
    (
        "article.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ article.title }}</h1>\n<time>{{ article.date }}</time>\n\
         {{ article.content }}\n{% for other in related %}{{ card(article=other) }}{% endfor %}\n{% endblock main %}\n",
    ),
    ("card.html", "<p><a href=\"{{ article.url }}\">{{ article.title }}</a> {{ article.summary }}</p>\n"),
];

/// Writes the configuration, and the templates of a site without the theme; `formats` are those of the feeds, as newsprint.yaml has
/// them.
pub(crate) fn configure(site: &Path, formats: &str, without: Without) -> io::Result<()> {
    let more = match without {
        Without::Nothing | Without::Theme => "",
        Without::Related => "related:\n  articles: 0\n",
        Without::Search => "search: false\n",
    };
    for (name, text) in BARE {
        let file = site.join("templates").join(name);
        match without {
            Without::Theme => write(site, &format!("templates/{name}"), text)?,
            _ if file.exists() => fs::remove_file(file)?,
            _ => {}
        }
    }
    fs::write(site.join("newsprint.yaml"), format!("{CONFIGURATION}  formats: [{formats}]\n{more}"))
}

/// Writes the whole site; `formats` are those of its feeds.
pub(crate) fn write_site(site: &Path, corpus: &Corpus, formats: &str) -> io::Result<Written> {
    fs::create_dir_all(site.join("content/topics"))?;
    fs::create_dir_all(site.join("content/pages"))?;
    configure(site, formats, Without::Nothing)?;
    fs::write(site.join("content/pages/about.md"), ABOUT)?;
    for topic in words::TOPICS {
        let text =
            format!("---\ntitle: {topic}\n---\n\nAll that we have read about {topic}, newest first.\n");
        fs::write(site.join(format!("content/topics/{}.md", words::slug(topic))), text)?;
    }
    for index in 0..STORIES {
        let (title, slug) = (words::story(index), words::slug(&words::story(index)));
        let text = format!("---\ntitle: \"{title}\"\n---\n\nWhat has happened so far, from the beginning.\n");
        write(site, &format!("content/stories/{slug}.md"), &text)?;
    }
    for (day, text) in corpus.editions() {
        write(site, &format!("content/editions/{}.md", day.day()), &text)?;
    }
    registry::write(site, Flavour::Newsprint)?;
    corpus.write(site, Flavour::Newsprint)
}

/// A site that can be built cold again and again.
pub(crate) struct Newsprint {
    pub(crate) site: PathBuf,
    pub(crate) output: PathBuf,
}

impl Newsprint {
    /// Forgets all earlier builds: output and caches.
    pub(crate) fn make_cold(&self) -> io::Result<()> {
        tree::remove(&self.output)?;
        tree::remove(&self.site.join(".newsprint"))
    }

    /// `newsprint build`.
    pub(crate) fn build(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        command.args(["build", "-q", "--root"]).arg(&self.site).arg("--output").arg(&self.output);
        command
    }

    /// `newsprint serve`, as an editor starts it.
    pub(crate) fn serve(&self, port: u16) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        command.args(["serve", "--port"]).arg(port.to_string()).arg("--root").arg(&self.site);
        command
    }
}

/// What the program calls itself, e.g. `newsprint 0.1.0`.
pub(crate) fn version() -> io::Result<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_newsprint")).arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
