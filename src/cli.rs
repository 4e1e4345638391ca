//! The command line: one file per command, one line here.
//!
//! This is the edge where the program meets its surroundings: arguments, the clock, the terminal.

mod announce;
mod build;
mod check;
mod due;
mod email;
mod explain;
mod gone;
mod import;
mod init;
mod language;
mod list;
mod messages;
mod mv;
mod new;
mod publish;
mod schema;
mod serve;
mod shell;
mod site;
mod stats;
mod table;
mod theme;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{Parser, Subcommand};

use crate::build::Report;
use crate::diagnostic::print::Format;
use crate::diagnostic::{Code, Diagnostic};

/// A site was made, or there was nothing to complain of.
const CLEAN: u8 = 0;
/// The content or the output is at fault.
const FAILED: u8 = 1;
/// The command line is at fault, or there is no site.
const USAGE: u8 = 2;
/// Not all files could be put into place.
const PARTIAL: u8 = 3;

/// The exit code of a command that stops because of these.
fn exit_code_of(problems: &[Diagnostic]) -> u8 {
    let usage = problems.iter().any(|problem| matches!(problem.code, Code::Usage | Code::Root));
    if usage { USAGE } else { FAILED }
}

/// Says what is wrong with a site: the exit code of a command that stops because of it.
fn say_errors(root: &Path, errors: Vec<Diagnostic>) -> u8 {
    let code = exit_code_of(&errors);
    let messages = messages::Messages { root, format: Format::Human, quiet: true };
    messages.print(&Report { diagnostics: errors, ..Report::default() });
    code
}

#[derive(Parser)]
#[command(
    name = "newsprint",
    version,
    about = "A static site generator for curated news digests",
    after_help = "Exit codes: 0 all is well, 1 something in the content or the output is wrong (nothing was \
                  written), 2 the command line is wrong, or there is no site; 3 not all files could be put into place.",
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::InitArguments),
    Build(build::BuildArguments),
    Check(check::CheckArguments),
    Serve(serve::ServeArguments),
    Explain(explain::ExplainArguments),
    New(new::NewArguments),
    Import(import::ImportArguments),
    Mv(mv::MoveArguments),
    Publish(publish::PublishArguments),
    Announce(announce::AnnounceArguments),
    List(list::ListArguments),
    Due(due::DueArguments),
    Stats(stats::StatsArguments),
    Theme(theme::ThemeArguments),
    Schema(schema::SchemaArguments),
    Completions(shell::CompletionsArguments),
    Manual(shell::ManualArguments),
    Email(email::EmailArguments),
}

/// Runs the program with its arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let error = with_tip(error);
            let code = if error.use_stderr() { USAGE } else { CLEAN };
            // A closed pipe is no reason to complain.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    ExitCode::from(match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Mv(arguments) => mv::run(&arguments),
        Command::Publish(arguments) => publish::run(&arguments),
        Command::Announce(arguments) => announce::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Due(arguments) => due::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Theme(arguments) => theme::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => shell::completions(&arguments),
        Command::Manual(arguments) => shell::manual(&arguments),
        Command::Email(arguments) => email::run(&arguments),
    })
}

/// Whoever names no edition learns that there is a word for the newest.
fn with_tip(mut error: clap::Error) -> clap::Error {
    let is_edition = |name: &String| name == "<EDITION>";
    if let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg)
        && missing.iter().any(is_edition)
    {
        let tip = ContextValue::StyledStrs(vec!["`latest` is the newest edition".into()]);
        error.insert(ContextKind::Suggested, tip);
    }
    error
}
