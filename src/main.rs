//! The command `newsprint`: arguments → [`newsprint::run`] → exit code.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    newsprint::run(std::env::args_os())
}
