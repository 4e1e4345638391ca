//! `newsprint serve` in a real browser: the tests of `tests/browser/`, run by Node in Chromium.
//!
//! Where these are missing the tests are left out with a word; with `NEWSPRINT_REQUIRE_BROWSER=1` that is a failure.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node that will do.
const NODE: u32 = 20;

/// What the tests import.
const PACKAGES: [&str; 6] =
    ["playwright-core", "axe-core", "html-validate", "vnu-jar", "lighthouse", "chrome-launcher"];

#[test]
fn pages_in_a_browser_keep_up_with_the_site() {
    let chromium = match chromium() {
        Ok(chromium) => chromium,
        Err(why) => return leave_out(&why),
    };
    let output = Command::new("node")
        .args(["--test-reporter=spec", "run.mjs"])
        .current_dir(folder())
        .env("NEWSPRINT_BINARY", env!("CARGO_BIN_EXE_newsprint"))
        .env("NEWSPRINT_CHROMIUM", chromium)
        .output()
        .expect("Node runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    let names = names();
    assert!(names.len() > 10 && names.iter().all(|name| out.contains(name.as_str())), "not all ran:\n{out}");
}

/// Where Chromium is; otherwise what is missing, and how to get it.
fn chromium() -> Result<PathBuf, String> {
    let node =
        Command::new("node").arg("--version").output().map_err(|_| "there is no Node: install nodejs")?;
    let version = String::from_utf8_lossy(&node.stdout).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        return Err(format!("Node is {version}, and {NODE} or newer is needed"));
    }
    for package in PACKAGES {
        if !folder().join("node_modules").join(package).is_dir() {
            return Err(format!("there is no {package}: run `npm ci` in tests/browser"));
        }
    }
    if let Some(named) = std::env::var_os("NEWSPRINT_CHROMIUM").filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        return if named.is_file() {
            Ok(named)
        } else {
            Err(format!("there is no {}, which NEWSPRINT_CHROMIUM names", named.display()))
        };
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .flat_map(|folder| ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name)))
        .find(|file| file.is_file())
        .ok_or_else(|| "there is no Chromium: install it, or name it in NEWSPRINT_CHROMIUM".to_owned())
}

/// Says which tests did not run and why, past the harness, which keeps what passing tests print.
fn leave_out(why: &str) {
    let names = names();
    let text = format!("left out {} browser tests, since {why}:\n  {}\n", names.len(), names.join("\n  "));
    assert!(std::env::var_os("NEWSPRINT_REQUIRE_BROWSER").is_none_or(|value| value != "1"), "{text}");
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// The names of all tests, as the files have them: `  async "a name"(t) {`.
fn names() -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder()).expect("the folder of tests") {
        let file = entry.expect("a file").path();
        if file.to_string_lossy().ends_with(".test.mjs") {
            let text = std::fs::read_to_string(&file).expect("a file of tests");
            let lines = text.lines().filter_map(|line| line.strip_prefix("  async \"")?.split('"').next());
            names.extend(lines.map(ToOwned::to_owned));
        }
    }
    names.sort();
    names
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}
