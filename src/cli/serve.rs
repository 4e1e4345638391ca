//! `newsprint serve`.
#![allow(clippy::disallowed_methods)] // an edge: sockets, threads, the system's browser

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use clap::{ArgAction, Args};
use tokio::sync::watch;

use super::messages::{self, Messages};
use super::site::SiteArguments;
use super::{CLEAN, exit_code_of};
use crate::diagnostic::print::Format;
use crate::serve::http::{self, ServerConfig};
use crate::serve::live::{Live, Rebuild};
use crate::serve::rebuilder::{Rebuilder, Reporter};
use crate::serve::watch::Signal;
use crate::site::Flags;

/// How many ports after the wanted one are tried.
const PORTS: u16 = 100;
/// How many changed files a line names.
const NAMED: usize = 3;

/// Show the site in the browser, and every change at once
///
/// Serves the site from memory, makes each page when it is asked for, and writes nothing into public/. It watches
/// content/, templates/, static/, i18n/, data/ and newsprint.yaml: what you save is on screen at once. Drafts and what is
/// dated in the future are shown, with a ribbon that says why they are not live. What cannot be read for a moment, or is
/// broken, stays as it was, with a message. Ctrl-C ends it.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint serve --open                 and open the browser
  newsprint serve --drafts=false --future=false
                                         as readers see it now
  newsprint serve --bind 0.0.0.0         for other devices in your network, too

The site stands at the path that it has in base_url: with https://user.github.io/repo/ at http://localhost:1111/repo/,
so that a path copied from the browser works in both places. /__newsprint/ shows what is held back and what is wrong, and
/__newsprint/import makes drafts of pages and pasted texts.")]
pub(super) struct ServeArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// The port; when it is taken, the next free one
    #[arg(long, short, value_name = "PORT", default_value_t = 1111)]
    port: u16,
    /// The address to listen at; anything but a loopback address lets other devices in
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Whether drafts are shown
    #[arg(long, value_name = "BOOL", default_value_t = true, default_missing_value = "true", num_args = 0..=1,
          require_equals = true, action = ArgAction::Set)]
    drafts: bool,
    /// Whether what is dated in the future is shown
    #[arg(long, value_name = "BOOL", default_value_t = true, default_missing_value = "true", num_args = 0..=1,
          require_equals = true, action = ArgAction::Set)]
    future: bool,
    /// Show what has expired too
    #[arg(long)]
    expired: bool,
    /// Look at all files again and again, where the system does not tell what changes (some network and container folders)
    #[arg(long)]
    poll: bool,
    /// Leave the script out that reloads pages
    #[arg(long)]
    no_reload: bool,
    /// Forget what earlier runs left in the cache
    #[arg(long)]
    fresh: bool,
    /// Check newsprint itself: compare the site after each edit with one that is read anew, in the background
    #[arg(long)]
    verify: bool,
    /// Print errors and warnings only
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(arguments: ServeArguments) -> u8 {
    let flags = Flags { drafts: arguments.drafts, future: arguments.future, expired: arguments.expired };
    let options = arguments.site.options(flags);
    let root = options.root.clone();
    let options = crate::build::Options {
        keep_good: true,
        plain_assets: true,
        shard: None,
        fresh: arguments.fresh,
        verify: arguments.verify,
        ..options
    };
    let clock = arguments.site.now.is_none();
    let mut rebuilder = Rebuilder::new(options, clock, arguments.poll);
    let messages = |quiet| Messages { root: &root, format: Format::Human, quiet };
    let (engine, live, report) = rebuilder.open();
    let Some(live) = live else {
        messages(true).print(&report);
        return exit_code_of(&report.diagnostics);
    };
    let listener = match listen(arguments.bind, arguments.port) {
        Ok(listener) => listener,
        Err(error) => {
            return messages::failed(&format!(
                "cannot listen at {}:{}: {error}",
                arguments.bind, arguments.port
            ));
        }
    };
    let address = listener.local_addr().unwrap_or_else(|_| SocketAddr::new(arguments.bind, arguments.port));
    let url = format!("http://{}{}", host(address), live.loaded().context.site().config.base_url.page("/"));
    messages(arguments.quiet).print(&live.report);
    let say = Lines { root: root.clone(), quiet: arguments.quiet };
    live.report.notes.iter().for_each(|note| say.note(note));
    if address.port() != arguments.port && arguments.port != 0 {
        say.note(&format!("Port {} is taken: using {}", arguments.port, address.port()));
    }
    if !address.ip().is_loopback() {
        say.note("Other devices in your network can see this site, drafts too");
    }
    let (count, took) = (live.report.articles, live.rebuild.took.as_secs_f64());
    say.note(&match live.is_waiting() {
        true => format!("Waiting at {url} until that is mended: nothing can be shown yet (Ctrl-C ends it)"),
        false => format!(
            "Serving {count} article{} at {url} (ready in {took:.2} s; Ctrl-C ends it)",
            if count == 1 { "" } else { "s" }
        ),
    });
    if !live.is_waiting() {
        say.note(&format!("What is wrong, held back, due or lacking: {url}__newsprint/"));
    }
    if arguments.open && open::that_detached(&url).is_err() {
        say.note("No browser could be opened");
    }

    let sender = watch::Sender::new(Arc::new(live));
    let (signals, receiver) = mpsc::channel();
    let config = ServerConfig {
        live: sender.subscribe(),
        root,
        reload: !arguments.no_reload,
        hosts: vec![address.ip().to_string()],
        clock,
    };
    let server = std::thread::scope(|scope| {
        let sender_of_signals = signals.clone();
        scope.spawn(move || rebuilder.run(engine, &sender, (&receiver, sender_of_signals), &say));
        let served = serve(listener, config, &signals);
        // Whatever ended the server ends the rebuilder.
        let _ = signals.send(Signal::End);
        served
    });
    match server {
        Ok(()) => CLEAN,
        Err(error) => messages::failed(&format!("the server has ended: {error}")),
    }
}

/// Serves until Ctrl-C.
fn serve(listener: TcpListener, config: ServerConfig, signals: &Sender<Signal>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        http::open(listener, config, ended(signals)).await
    });
    // Renders that are still under way end with the program.
    runtime.shutdown_background();
    served
}

/// Ready when the system asks the program to end.
async fn ended(signals: &Sender<Signal>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            let _ = signals.send(Signal::End);
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
    let _ = signals.send(Signal::End);
}

/// Listens at the port, or at the next one that is free.
fn listen(bind: IpAddr, port: u16) -> std::io::Result<TcpListener> {
    let mut result = TcpListener::bind((bind, port));
    for next in (1..=PORTS).map_while(|step| port.checked_add(step)) {
        match &result {
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                result = TcpListener::bind((bind, next))
            }
            _ => break,
        }
    }
    result
}

/// What stands in an address for a socket: `localhost` for the loopback, so that cookies and copied links are alike.
fn host(address: SocketAddr) -> String {
    if address.ip() == IpAddr::V4(Ipv4Addr::LOCALHOST) {
        format!("localhost:{}", address.port())
    } else {
        address.to_string()
    }
}

/// Says what happens, a line each.
struct Lines {
    root: std::path::PathBuf,
    quiet: bool,
}

impl Reporter for Lines {
    fn said(&self, before: &Live, live: &Live) {
        let messages = Messages { root: &self.root, format: Format::Human, quiet: self.quiet };
        messages.print_new(&before.report, &live.report);
    }

    fn rebuilt(&self, live: &Live) {
        let Rebuild { changed, stale, took, files: _ } = &live.rebuild;
        let what = match &changed[..] {
            [] => "Something is due".to_owned(),
            files if files.len() <= NAMED => files.join(", "),
            files => format!("{} and {} more files", files[..NAMED].join(", "), files.len() - NAMED),
        };
        let files = match stale.get() {
            Some(1) => "1 file stale, ".to_owned(),
            Some(stale) => format!("{stale} files stale, "),
            // The next edit came before anybody could tell.
            None => String::new(),
        };
        self.note(&format!("{what}: {files}{:.0} ms", took.as_secs_f64() * 1000.0));
    }

    fn note(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }
}
