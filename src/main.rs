//! The command `newsprint`: arguments → [`newsprint::cli`] → exit code.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    newsprint::cli::run(std::env::args_os())
}
