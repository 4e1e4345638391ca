//! SFTP: by the system's `ssh`, to a real `sshd` at the other end of a pipe.

use std::path::{Path, PathBuf};
use std::process::Command;

use newsprint::internals::Digest;

use super::{MANIFEST, article, command, digest, published, refused, said, there};

const SSHD: &str = "/usr/sbin/sshd";

/// A host that ssh's configuration knows as `web`, with keys of its own.
struct Host {
    folder: tempfile::TempDir,
}

impl Host {
    /// None when there is no `sshd`, and nobody asks for it.
    fn new() -> Option<Self> {
        if !Path::new(SSHD).exists() {
            assert!(std::env::var_os("NEWSPRINT_REQUIRE_SSHD").is_none(), "there is no sshd");
            return None;
        }
        // Where it puts itself to wait when it runs as root; the system makes it at each start.
        let _ = std::fs::create_dir_all("/run/sshd");
        let host = Self { folder: tempfile::tempdir().expect("a folder") };
        for key in ["host", "user", "other"] {
            let file = host.path(key);
            let made =
                Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&file).status();
            assert!(made.expect("ssh-keygen runs").success());
        }
        let public = |name: &str| std::fs::read_to_string(host.path(&format!("{name}.pub"))).expect("a key");
        host.write("authorized", &public("user"));
        host.write("known", &format!("web {}", public("host")));
        host.serve("");
        host.client("user", "known");
        Some(host)
    }

    /// The server's own settings, with options of its SFTP.
    fn serve(&self, options: &str) {
        let at = |name: &str| self.path(name).to_string_lossy().into_owned();
        let server = format!(
            "HostKey {}\nAuthorizedKeysFile {}\nStrictModes no\nUsePAM no\nPidFile none\nPermitRootLogin yes\nSubsystem sftp internal-sftp {options}\n",
            at("host"),
            at("authorized")
        );
        self.write("sshd_config", &server);
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("a file");
    }

    /// What ssh goes by: one key, and one list of hosts.
    fn client(&self, key: &str, known: &str) {
        let at = |name: &str| self.path(name).to_string_lossy().into_owned();
        let text = format!(
            "Host web\n  HostKeyAlias web\n  IdentityFile {}\n  IdentitiesOnly yes\n  IdentityAgent none\n  UserKnownHostsFile {}\n  \
             GlobalKnownHostsFile none\n  ProxyCommand {SSHD} -i -f {} -E {}\n",
            at(key),
            at(known),
            at("sshd_config"),
            at("log")
        );
        self.write("ssh_config", &text);
    }

    fn publish(&self, site: &crate::harness::Site, to: &str) -> std::process::Output {
        let mut command = command(site, &["--to", to]);
        command.env("NEWSPRINT_SSH", format!("ssh -F {}", self.path("ssh_config").display()));
        command.output().expect("newsprint runs")
    }
}

#[test]
fn a_folder_of_a_host_gets_what_changed() {
    let Some(host) = Host::new() else { return };
    let site = digest();
    // Larger than a packet, and than a piece.
    site.write("static/large.bin", (0..3_000_000u32).map(|n| (n % 251) as u8).collect::<Vec<_>>());
    let www = host.path("srv/www");
    let to = format!("sftp://web{}", www.display());
    published(&host.publish(&site, &to));
    assert_eq!(there(&www), site.tree());
    assert!(!www.join(".newsprint-tmp").exists());

    std::fs::write(www.join("mine.txt"), "mine").expect("a file");
    site.remove("content/2025-02-12-two.md");
    site.remove("static/large.bin");
    site.write("static/large.bin/small", "small");
    article(&site, "three", "Text.");
    let second = published(&host.publish(&site, &to));
    assert!(second.contains("1 new") || second.contains(" new, "), "{second}");
    let mut expected = site.tree();
    expected.insert("mine.txt".to_owned(), b"mine".to_vec());
    assert_eq!(there(&www), expected);
    assert!(said(&host.publish(&site, &to)).contains("has all of it already"));
}

#[test]
fn hosts_and_keys_are_those_that_ssh_knows() {
    let Some(host) = Host::new() else { return };
    let site = digest();
    let to = format!("sftp://web{}", host.path("srv/www").display());
    host.client("other", "known");
    let said = refused(&host.publish(&site, &to), 1);
    assert!(said.contains("Permission denied") && said.contains("ssh-add"), "{said}");
    host.client("user", "nobody");
    let said = refused(&host.publish(&site, &to), 1);
    assert!(said.contains("Host key verification failed") && said.contains("known_hosts"), "{said}");
    let other = std::fs::read_to_string(host.path("other.pub")).expect("a key");
    host.write("known", &format!("web {other}"));
    host.client("user", "known");
    let said = refused(&host.publish(&site, &to), 1);
    assert!(said.contains("Host key verification failed"), "{said}");
    assert!(!host.path("srv").exists());
    let mut command = command(&site, &["--to", &to]);
    let output = command.env("NEWSPRINT_SSH", "/nowhere/ssh").output().expect("newsprint runs");
    assert!(refused(&output, 1).contains("is OpenSSH installed?"));
}

#[test]
fn an_interrupted_transfer_goes_on() {
    let Some(host) = Host::new() else { return };
    let site = digest();
    let www = host.path("srv/www");
    let to = format!("sftp://web{}", www.display());
    published(&host.publish(&site, &to));
    article(&site, "three", "Text.");
    site.write("static/new.txt", "before the page");
    // A folder stands where the new page is to be: it stops there, and nothing is lost.
    let page = "2025/02/three/index.html";
    std::fs::create_dir_all(www.join(page).join("x")).expect("a folder");
    let said = refused(&host.publish(&site, &to), 3);
    assert!(said.contains("publish again, and it goes on from there"), "{said}");
    std::fs::remove_dir_all(www.join("2025/02/three")).expect("the folder");
    let said = published(&host.publish(&site, &to));
    assert!(said.contains("Going on where a transfer was interrupted"), "{said}");
    assert_eq!(there(&www), site.tree());
}

#[test]
fn a_server_that_cannot_replace_files_loses_none() {
    let Some(host) = Host::new() else { return };
    host.serve("-P posix-rename");
    let site = digest();
    let www = host.path("srv/www");
    let to = format!("sftp://web{}", www.display());
    published(&host.publish(&site, &to));
    article(&site, "three", "Text.");
    published(&host.publish(&site, &to));
    assert_eq!(there(&www), site.tree());
    assert!(!www.join(".newsprint-tmp").exists());
    // It went down when the old list was set aside, and the new one was not there yet.
    let aside = format!(".newsprint-tmp/{}-old", Digest::of_bytes(MANIFEST.as_bytes()).short(16));
    std::fs::create_dir(www.join(".newsprint-tmp")).expect("a folder");
    std::fs::rename(www.join(MANIFEST), www.join(&aside)).expect("the list");
    article(&site, "four", "Text.");
    published(&host.publish(&site, &to));
    assert_eq!(there(&www), site.tree());
    assert!(www.join(MANIFEST).exists() && !www.join(".newsprint-tmp").exists());
}
