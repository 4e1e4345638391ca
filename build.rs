//! The default theme, and what editors begin with, are compiled into the binary: it is compiled again when a file of them changes.

fn main() {
    for folder in ["templates", "static/theme", "i18n", "archetypes", "starter"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
