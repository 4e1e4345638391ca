//! What is about to be published: the files of a build, or those that stand in the output folder already.

use std::cell::OnceCell;
use std::time::Instant;

use super::Publish;
use crate::build::{self, Engine, Loaded, Options, sink};
use crate::cli::announce::Announced;
use crate::cli::build::exit_code;
use crate::cli::messages::{self, Messages};
use crate::deploy::files::{self, Folder};
use crate::deploy::rank::{Names, Rank, is_feed};
use crate::deploy::standing;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::print::Format;
use crate::paths::OutPath;
use crate::source::Look;

/// See the module.
pub(super) struct Ready<'a> {
    /// The files, until somebody takes them.
    pub(super) folder: Folder,
    /// As of when the site is, if that is known.
    pub(super) now: Option<String>,
    site: Site<'a>,
    names: Names,
}

/// What is known of a site besides its files.
enum Site<'a> {
    /// Everything: it is what the build has made, or it is loaded when somebody asks for something, since a build that found nothing to do
    /// has not read it.
    Built(&'a Options, OnceCell<Option<Box<Loaded>>>),
    /// The paths of its feeds, by their names, and the addresses that its sitemaps name.
    Standing { feeds: Vec<String>, addresses: Vec<String> },
}

impl Publish<'_> {
    /// Builds the site, or looks at what stands there.
    ///
    /// # Errors
    /// The exit code, when there is nothing to publish. Why was said.
    pub(super) fn ready(&self) -> Result<Ready<'_>, u8> {
        if self.arguments.no_build { self.standing() } else { self.built() }
    }

    fn built(&self) -> Result<Ready<'_>, u8> {
        let started = Instant::now();
        let messages = Messages { root: &self.options.root, format: Format::Human, quiet: false };
        let mut report =
            build::build(&self.options, &|| messages.note("waiting for another build to end"), &|_, _, _| {});
        messages.build(&report);
        messages.summary(&report, &self.options.output.display().to_string(), started.elapsed());
        if report.failed() {
            messages::failed("nothing was published");
            return Err(exit_code(&report));
        }
        let folder = files::of(&self.options.output).map_err(|error| self.unreadable(&error))?;
        let loaded = report.loaded.take().map_or_else(OnceCell::new, |loaded| OnceCell::from(Some(loaded)));
        let site = Site::Built(&self.options, loaded);
        Ok(Ready { folder, now: report.now.take(), site, names: Names::new(&self.config) })
    }

    fn standing(&self) -> Result<Ready<'_>, u8> {
        let Options { root, output, .. } = &self.options;
        let refused =
            |why: &str| messages::failed(&format!("nothing was published: {} {why}", output.display()));
        if !output.is_dir() {
            return Err(refused(
                "is no folder: build the site into it first, or name another one with --output",
            ));
        }
        if sink::Target::new(root, output, &self.cache, false).is_unfinished() {
            return Err(refused(
                "is no finished build: one is putting files into it, or was interrupted; build it again",
            ));
        }
        let folder = files::standing(output).map_err(|error| self.unreadable(&error))?;
        let addresses = standing::addresses(&folder, &self.config)
            .map_err(|unfinished| refused(&unfinished.to_string()))?;
        let feeds =
            folder.files.iter().map(|(path, ..)| path).filter(|path| is_feed(path)).cloned().collect();
        let site = Site::Standing { feeds, addresses };
        Ok(Ready { folder, now: None, site, names: Names::new(&self.config) })
    }

    pub(super) fn unreadable(&self, error: &std::io::Error) -> u8 {
        messages::failed(&format!(
            "nothing was published: {} cannot be read: {error}",
            self.options.output.display()
        ))
    }
}

impl Ready<'_> {
    /// When a file is written.
    pub(super) fn rank(&self, path: &str) -> Rank {
        let job = |loaded: &Loaded| {
            let path = OutPath::new(path).ok()?;
            loaded.plan.job(&path).map(|job| job.output().class())
        };
        // What was not planned somebody has edited meanwhile.
        let class = self.site.loaded().and_then(job);
        class.map_or_else(|| self.names.rank(path), |class| Rank::of(class, path))
    }
}

impl Site<'_> {
    fn loaded(&self) -> Option<&Loaded> {
        match self {
            Self::Built(options, loaded) => loaded.get_or_init(|| load(options)).as_deref(),
            Self::Standing { .. } => None,
        }
    }
}

/// The site, without errors.
fn load(options: &Options) -> Option<Box<Loaded>> {
    let mut engine = Engine::new(options);
    engine.look(options, Look::Everything);
    let (loaded, report) = engine.site(options, None);
    loaded.filter(|_| !report.diagnostics.iter().any(Diagnostic::is_error)).map(Box::new)
}

impl Announced for Ready<'_> {
    fn feeds(&self) -> Vec<String> {
        match &self.site {
            Site::Built(..) => self.site.loaded().map(Announced::feeds).unwrap_or_default(),
            Site::Standing { feeds, .. } => feeds.clone(),
        }
    }

    fn known(&self) -> Vec<String> {
        match &self.site {
            Site::Built(..) => self.site.loaded().map(Announced::known).unwrap_or_default(),
            Site::Standing { addresses, .. } => addresses.clone(),
        }
    }
}
