//! The command `newsprint`: arguments → [`newsprint::cli`] → exit code.

fn main() -> std::process::ExitCode {
    newsprint::cli::run(std::env::args_os())
}
