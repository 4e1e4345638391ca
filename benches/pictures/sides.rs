//! The sites: one article for each photograph, which it shows in its text. Widths 400, 800, 1200 and 1600, JPEG and WebP,
//! quality 80.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::hugo::Hugo;
use crate::common::tree;

/// A program that makes pictures.
#[derive(Clone, Copy)]
pub(crate) enum Side<'a> {
    Newsprint,
    Hugo(&'a Hugo),
    /// The folder with Eleventy's package.
    Eleventy(&'a Path),
}

/// What a side does with its site.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Cold,
    /// A template is edited.
    Template,
    /// The output is gone, the cache is there.
    Output,
}

const NEWSPRINT: &str = "title: Photographs\nbase_url: https://example.org/\ncrops: false\n";

impl<'a> Side<'a> {
    /// Those that are there.
    pub(crate) fn all(hugo: Option<&'a Hugo>, eleventy: Option<&'a Path>) -> Vec<Self> {
        let others = hugo.map(Self::Hugo).into_iter().chain(eleventy.map(Self::Eleventy));
        [Self::Newsprint].into_iter().chain(others).collect()
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Newsprint => "newsprint",
            Self::Hugo(_) => "hugo",
            Self::Eleventy(_) => "eleventy",
        }
    }

    pub(crate) fn steps(self) -> &'static [Step] {
        match self {
            Self::Newsprint => &[Step::Cold, Step::Template, Step::Output],
            Self::Hugo(_) => &[Step::Cold, Step::Output],
            Self::Eleventy(_) => &[Step::Cold],
        }
    }

    /// Writes the site; the photographs are linked into it, and stay where they are.
    pub(crate) fn write(self, site: &Path, photographs: &Path) -> io::Result<()> {
        fs::create_dir_all(site)?;
        match self {
            Self::Newsprint => fs::write(site.join("newsprint.yaml"), NEWSPRINT)?,
            Self::Hugo(_) => tree::copy(Path::new("benches/pictures/hugo"), site)?,
            Self::Eleventy(_) => {}
        }
        for entry in fs::read_dir(photographs)? {
            let photograph = entry?.path();
            let name = photograph.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let folder = match self {
                Self::Newsprint => site.join(format!("content/2025-01-01-{name}")),
                Self::Hugo(_) => site.join(format!("content/{name}")),
                Self::Eleventy(_) => site.join("photographs"),
            };
            fs::create_dir_all(&folder)?;
            let (file, text) = match self {
                Self::Eleventy(_) => (format!("{name}.jpg"), None),
                _ => ("photo.jpg".to_owned(), Some(article(&name))),
            };
            fs::hard_link(&photograph, folder.join(file))?;
            if let Some(text) = text {
                fs::write(folder.join("index.md"), text)?;
            }
        }
        Ok(())
    }

    pub(crate) fn command(self, site: &Path) -> Command {
        match self {
            Self::Newsprint => {
                let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
                command.args(["build", "-q", "--root"]).arg(site);
                command
            }
            Self::Hugo(hugo) => {
                let mut command = hugo.program();
                command.args(["--quiet", "--source"]).arg(site);
                command
            }
            Self::Eleventy(package) => {
                let mut command = Command::new("node");
                command.arg(package.join("build.mjs")).arg(site);
                command
            }
        }
    }

    pub(crate) fn output(self, site: &Path) -> PathBuf {
        site.join("public")
    }
}

fn article(name: &str) -> String {
    format!(
        "---\ntitle: Photograph {name}\ndate: 2025-01-01\n---\n\nThis is what it shows.\n\n![A photograph](photo.jpg)\n"
    )
}

impl Step {
    pub(crate) fn prepare(self, site: &Path) -> io::Result<()> {
        match self {
            Self::Cold => Ok(()),
            Self::Template => {
                fs::create_dir_all(site.join("templates/slots"))?;
                fs::write(site.join("templates/slots/head.html"), "<meta name=\"a\" content=\"b\">")
            }
            Self::Output => tree::remove(&site.join("public")),
        }
    }

    pub(crate) fn label(self, side: Side<'_>) -> &'static str {
        match (side, self) {
            (Side::Newsprint, Self::Cold) => "newsprint, cold",
            (Side::Newsprint, Self::Template) => "newsprint, a template is edited",
            (Side::Newsprint, Self::Output) => "newsprint, the output is gone",
            (Side::Hugo(_), Self::Output) => "Hugo, the output is gone",
            (Side::Hugo(_), _) => "Hugo, cold",
            (Side::Eleventy(_), _) => "eleventy-img, cold",
        }
    }
}
