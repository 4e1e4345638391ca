//! Workflows and the action: the tests of `tests/packaging/`, run by Node.
//!
//! Where Node or what they import is missing they are left out with a word; with `NEWSPRINT_REQUIRE_BROWSER=1` that is a failure.

use std::path::Path;
use std::process::Command;

#[test]
fn workflows_and_the_action_do_what_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packaging");
    let has_node = Command::new("node").arg("--version").output().is_ok_and(|node| node.status.success());
    if !has_node || !folder.join("node_modules/yaml").is_dir() {
        assert!(
            std::env::var_os("NEWSPRINT_REQUIRE_BROWSER").is_none_or(|value| value != "1"),
            "no Node, or no packages"
        );
        eprintln!("left out the tests of workflows: install nodejs, and run `npm ci` in tests/packaging");
        return;
    }
    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .current_dir(&folder)
        .env("NEWSPRINT_BINARY", env!("CARGO_BIN_EXE_newsprint"))
        .output()
        .expect("Node runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out.contains("fail 0") && !out.contains("pass 0"), "{out}{err}");
}
