//! `newsprint completions` and `newsprint manual`: what shells and `man` want to know of the commands.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, CLEAN, messages};

/// Print completions for a shell
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint completions bash > ~/.local/share/bash-completion/completions/newsprint
  newsprint completions zsh > ~/.zfunc/_newsprint
  newsprint completions fish > ~/.config/fish/completions/newsprint.fish")]
pub(super) struct CompletionsArguments {
    #[arg(value_enum)]
    shell: Shell,
}

/// Print the manual page, or write one for each command
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint manual | man -l -
  newsprint manual --to ~/.local/share/man/man1")]
pub(super) struct ManualArguments {
    /// Write newsprint.1 and one for each command into this folder
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

pub(super) fn completions(arguments: &CompletionsArguments) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "newsprint", &mut script);
    print(&script)
}

pub(super) fn manual(arguments: &ManualArguments) -> u8 {
    let command = Arguments::command();
    let Some(folder) = &arguments.to else {
        let mut page = Vec::new();
        return match clap_mangen::Man::new(command).render(&mut page) {
            Ok(()) => print(&page),
            Err(error) => messages::failed(&format!("the manual page cannot be made: {error}")),
        };
    };
    match clap_mangen::generate_to(command, folder) {
        Ok(()) => CLEAN,
        Err(error) => messages::failed(&format!("{} cannot be written to: {error}", folder.display())),
    }
}

/// A closed pipe is no reason to complain.
fn print(bytes: &[u8]) -> u8 {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
    CLEAN
}
