//! The default theme is compiled into the binary: it is compiled again when a file of the theme changes.

fn main() {
    for folder in ["templates", "static/theme", "i18n"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
