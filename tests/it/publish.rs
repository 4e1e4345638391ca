//! `newsprint publish`: a built site on a branch of a bare repository, with others who publish, too.

use std::path::Path;
use std::process::{Command, Output};

use crate::harness::Site;

const NOW: &str = "2025-02-20T12:00";

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=Anna", "-c", "user.email=anna@desk.example"])
        .args(arguments);
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

fn publish(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("publish").arg("--root").arg(folder).args(["--now", NOW]).args(arguments);
    for name in ["GIT_AUTHOR", "GIT_COMMITTER"] {
        command.env(format!("{name}_NAME"), "Anna").env(format!("{name}_EMAIL"), "anna@desk.example");
    }
    command.output().expect("newsprint runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A site in a repository, with a bare one as its origin.
struct Desk {
    site: Site,
    bare: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let site =
            Site::with(&[("content/2025-02-12-one.md", "---\ntitle: One\nsources: [S]\n---\nText.\n")]);
        site.write(".gitignore", "/public/\n/.newsprint/\n");
        // What attributes say of texts is nothing to what is published.
        site.write(".gitattributes", "* text eol=crlf\n");
        let bare = tempfile::tempdir().expect("a folder");
        git(bare.path(), &["init", "-q", "--bare"]);
        git(site.path(), &["init", "-q"]);
        git(site.path(), &["remote", "add", "origin", &bare.path().to_string_lossy()]);
        let desk = Self { site, bare };
        desk.commit("Begin");
        desk
    }

    fn commit(&self, message: &str) {
        git(self.site.path(), &["add", "-A"]);
        git(self.site.path(), &["commit", "-qm", message]);
    }

    fn commits(&self) -> usize {
        git(self.bare.path(), &["rev-list", "--count", "gh-pages"]).parse().expect("a number")
    }
}

#[test]
fn a_site_becomes_a_commit_of_its_own() {
    let desk = Desk::new();
    let (path, bare) = (desk.site.path(), desk.bare.path());
    desk.site.write("content/2025-02-13-half.md", "---\ntitle: Half\ndraft: true\n---\nNot committed.\n");
    git(path, &["add", "content/2025-02-13-half.md"]);
    let state =
        || (git(path, &["status", "--porcelain"]), git(path, &["rev-parse", "HEAD"]), git(path, &["branch"]));
    let before = state();

    let tried = publish(path, &["--dry-run"]);
    assert!(
        tried.status.success() && said(&tried).contains("Nothing was published: gh-pages of origin"),
        "{}",
        said(&tried)
    );
    assert!(said(&tried).contains("  A index.html\n"), "{}", said(&tried));
    assert_eq!(git(bare, &["for-each-ref"]), "");

    let run = publish(path, &[]);
    assert!(run.status.success() && said(&run).contains("files to gh-pages of origin"), "{}", said(&run));
    assert_eq!(state(), before, "neither the working tree nor the index nor a branch has changed");
    let tree = desk.site.tree();
    let listed = git(bare, &["ls-tree", "-r", "--name-only", "gh-pages"]);
    let mut expected: Vec<&str> = tree.keys().map(String::as_str).collect();
    expected.sort_unstable();
    assert_eq!(listed.lines().collect::<Vec<_>>(), expected);
    for (file, bytes) in &tree {
        let hash = git(bare, &["rev-parse", &format!("gh-pages:{file}")]);
        assert_eq!(git(bare, &["cat-file", "-s", &hash]), bytes.len().to_string(), "{file}");
    }
    let message = git(bare, &["log", "-1", "--format=%an: %B", "gh-pages"]);
    let expected = "Anna: Publish the site as of 2025-02-20T12:00:00Z\n\nWith changes of the texts that are in no commit.\n\nSource-Commit: ";
    assert!(message.starts_with(expected), "{message}");

    let again = publish(path, &[]);
    assert!(again.status.success() && said(&again).contains("has all of it already"), "{}", said(&again));
    desk.site.remove("content/2025-02-12-one.md");
    desk.site.write("content/2025-02-14-two.md", "---\ntitle: Two\nsources: [S]\n---\nText.\n");
    desk.commit("Another");
    let run = publish(path, &["-m", "As it is"]);
    assert!(
        said(&run).contains("  D 2025/02/one/index.html\n")
            && said(&run).contains("  A 2025/02/two/index.html\n"),
        "{}",
        said(&run)
    );
    assert_eq!(
        (desk.commits(), git(bare, &["log", "-1", "--format=%s", "gh-pages"])),
        (2, "As it is".to_owned())
    );

    // One commit only, and only when somebody asks for it.
    let run = publish(path, &["--squash"]);
    assert!(run.status.success(), "{}", said(&run));
    assert_eq!(desk.commits(), 1);
}

#[test]
fn what_stands_in_the_folder_becomes_a_commit_as_it_is() {
    let desk = Desk::new();
    let (path, bare) = (desk.site.path(), desk.bare.path());
    let refused = publish(path, &["--no-build"]);
    assert!(
        refused.status.code() == Some(1) && said(&refused).contains("is no folder"),
        "{}",
        said(&refused)
    );
    desk.site.built(&[]);
    desk.site.remove("public/.newsprint-owned");
    let home = desk.site.page("index.html");
    desk.site.write("public/index.html", home + "<!-- by hand -->\n");
    let run = publish(path, &["--no-build"]);
    assert!(run.status.success() && !said(&run).contains("Built"), "{}", said(&run));
    let tree = desk.site.tree();
    let listed = git(bare, &["ls-tree", "-r", "--name-only", "gh-pages"]);
    assert_eq!(listed.lines().count(), tree.len());
    assert!(git(bare, &["cat-file", "blob", "gh-pages:index.html"]).ends_with("<!-- by hand -->"));
    assert_eq!(git(bare, &["log", "-1", "--format=%s", "gh-pages"]), "Publish the site as it was built");
}

#[test]
fn what_others_have_published_is_not_written_over() {
    let desk = Desk::new();
    let (path, bare) = (desk.site.path(), desk.bare.path());
    git(path, &["push", "-q", "origin", "HEAD:main"]);
    assert!(publish(path, &[]).status.success());

    // Another editor, who has a commit that this one lacks.
    let other = Site::bare();
    git(other.path(), &["clone", "-q", "-b", "main", &bare.to_string_lossy(), "."]);
    other.write("content/2025-02-15-theirs.md", "---\ntitle: Theirs\nsources: [S]\n---\nText.\n");
    git(other.path(), &["add", "-A"]);
    git(other.path(), &["commit", "-qm", "Theirs"]);
    git(other.path(), &["push", "-q", "origin", "HEAD:main"]);
    assert!(publish(other.path(), &[]).status.success());
    let theirs = git(bare, &["rev-parse", "gh-pages"]);

    desk.site.write("content/2025-02-16-mine.md", "---\ntitle: Mine\nsources: [S]\n---\nText.\n");
    desk.commit("Mine");
    let refused = publish(path, &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("which is not in the history of your branch (Anna, "),
        "{}",
        said(&refused)
    );
    assert_eq!(git(bare, &["rev-parse", "gh-pages"]), theirs);
    git(path, &["pull", "-q", "--no-rebase", "--no-edit", "origin", "main"]);
    let run = publish(path, &[]);
    assert!(run.status.success(), "{}", said(&run));
    assert!(git(bare, &["ls-tree", "-r", "--name-only", "gh-pages"]).contains("2025/02/theirs/index.html"));
}

/// What would be lost is looked at first, whatever a flag says.
#[test]
fn texts_and_what_others_made_are_not_replaced() {
    let desk = Desk::new();
    let (path, bare) = (desk.site.path(), desk.bare.path());
    git(path, &["branch", "-m", "main"]);
    git(path, &["push", "-q", "origin", "main", "main:texts"]);
    for branch in ["main", "texts"] {
        let refused = publish(path, &["--branch", branch, "--force"]);
        assert_eq!(refused.status.code(), Some(1), "{branch}");
        assert!(said(&refused).contains("name another branch"), "{branch}: {}", said(&refused));
    }
    assert!(git(bare, &["ls-tree", "--name-only", "texts"]).contains("newsprint.yaml"));
    // One that is only here.
    git(path, &["branch", "local"]);
    assert!(said(&publish(path, &["--branch", "local"])).contains("name another branch"));

    assert!(publish(path, &[]).status.success());
    // As GitHub itself does when somebody names a domain.
    let other = Site::bare();
    git(other.path(), &["clone", "-q", "-b", "gh-pages", &bare.to_string_lossy(), "."]);
    other.write("CNAME", "digest.example\n");
    git(other.path(), &["add", "-A"]);
    git(other.path(), &["commit", "-qm", "Create CNAME"]);
    git(other.path(), &["push", "-q"]);
    let refused = publish(path, &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("was not made by newsprint (Anna, "), "{}", said(&refused));
    assert!(said(&refused).contains("Create CNAME"), "{}", said(&refused));
    assert!(publish(path, &["--force"]).status.success());
    // The same into the commit that newsprint made.
    git(other.path(), &["fetch", "-q"]);
    git(other.path(), &["reset", "-q", "--hard", "origin/gh-pages"]);
    other.write("hot.txt", "mended by hand\n");
    git(other.path(), &["add", "-A"]);
    git(other.path(), &["commit", "-q", "--amend", "--no-edit"]);
    git(other.path(), &["push", "-qf"]);
    let refused = publish(path, &[]);
    assert!(said(&refused).contains("was not made by newsprint (Anna, "), "{}", said(&refused));
    assert!(publish(path, &["--force"]).status.success());

    // A file that is in the folder by mistake is in it alone.
    desk.site.write("public/.env", "secret");
    desk.site.write("content/2025-02-17-more.md", "---\ntitle: More\nsources: [S]\n---\nText.\n");
    let run = publish(path, &[]);
    assert!(said(&run).contains("Left out, since newsprint did not make it: .env"), "{}", said(&run));
    assert!(!git(bare, &["ls-tree", "-r", "--name-only", "gh-pages"]).contains(".env"));

    // A clone of a part of the history cannot tell from what the site was made.
    desk.commit("More");
    git(path, &["push", "-q", "origin", "main"]);
    let shallow = Site::bare();
    git(
        shallow.path(),
        &["clone", "-q", "--depth", "1", "-b", "main", &format!("file://{}", bare.display()), "."],
    );
    let refused = publish(shallow.path(), &[]);
    assert!(refused.status.code() == Some(1) && said(&refused).contains("--unshallow"), "{}", said(&refused));
}

/// A repository of more than the site, and of a site that is its content alone.
#[test]
fn a_site_may_be_a_folder_of_its_repository() {
    let repository = Site::bare();
    let bare = tempfile::tempdir().expect("a folder");
    git(bare.path(), &["init", "-q", "--bare"]);
    repository.write("site/content/2025-02-12-one.md", "---\ntitle: One\nsources: [S]\n---\nText.\n");
    repository.write(".gitignore", "public\n.newsprint\n");
    git(repository.path(), &["init", "-q", "-b", "main"]);
    git(repository.path(), &["remote", "add", "origin", &bare.path().to_string_lossy()]);
    git(repository.path(), &["add", "-A"]);
    git(repository.path(), &["commit", "-qm", "Begin"]);
    git(repository.path(), &["push", "-q", "origin", "main"]);
    git(repository.path(), &["checkout", "-qb", "edit"]);
    let site = repository.path().join("site");
    let base = ["--base-url", "https://digest.example/"];
    let refused = publish(&site, &[&base[..], &["--branch", "main", "--force"]].concat());
    assert!(said(&refused).contains("name another branch"), "{}", said(&refused));
    // Names of branches below each other, one after the other.
    for branch in ["pages", "pages/live", "pages/live"] {
        git(bare.path(), &["for-each-ref"]);
        let run = publish(&site, &[&base[..], &["--branch", branch]].concat());
        assert!(run.status.success(), "{branch}: {}", said(&run));
        git(repository.path(), &["push", "-q", "origin", "--delete", branch]);
    }
    // As in a hook, of which git has told about another folder.
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("publish").arg("--root").arg(&site).args(base).args(["--now", NOW, "--dry-run"]);
    command.env("GIT_DIR", bare.path()).env("GIT_INDEX_FILE", "nowhere");
    for name in ["GIT_AUTHOR", "GIT_COMMITTER"] {
        command.env(format!("{name}_NAME"), "Anna").env(format!("{name}_EMAIL"), "anna@desk.example");
    }
    let run = command.output().expect("newsprint runs");
    assert!(run.status.success() && !said(&run).contains("not committed"), "{}", said(&run));
}

/// Between the moment in which this one looks and that in which it pushes.
#[cfg(unix)]
#[test]
fn of_two_who_publish_at_once_one_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let (path, bare) = (desk.site.path(), desk.bare.path());
    assert!(publish(path, &[]).status.success());
    let other = Site::bare();
    git(other.path(), &["clone", "-q", "-b", "gh-pages", &bare.to_string_lossy(), "."]);
    let hook = path.join(".git/hooks/pre-push");
    let source = git(path, &["rev-parse", "HEAD"]);
    let tree = git(bare, &["rev-parse", "gh-pages^{tree}"]);
    let script = format!(
        "#!/bin/sh\nunset GIT_DIR GIT_INDEX_FILE\ncd '{}' && git commit -q --allow-empty -m Raced \
         -m 'Source-Commit: {source}\nMade-Tree: {tree}' && git push -q origin gh-pages\n",
        other.path().display()
    );
    std::fs::create_dir_all(hook.parent().expect("a folder")).expect("a folder");
    std::fs::write(&hook, script).expect("a hook");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    for arguments in [&[][..], &["--squash"], &["--force"]] {
        desk.site.write(
            "content/2025-02-16-mine.md",
            format!("---\ntitle: Mine {arguments:?}\nsources: [S]\n---\nText.\n"),
        );
        let refused = publish(path, arguments);
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}");
        assert!(said(&refused).contains("somebody else has published"), "{arguments:?}: {}", said(&refused));
        assert_eq!(git(bare, &["log", "-1", "--format=%s", "gh-pages"]), "Raced");
    }
    std::fs::remove_file(&hook).expect("the hook");
    assert!(publish(path, &[]).status.success());
}

#[test]
fn what_cannot_be_published_is_said() {
    let desk = Desk::new();
    let path = desk.site.path();
    desk.site.write(
        "newsprint.yaml",
        "title: T\nbase_url: https://digest.example/\npublish: {branch: pages, remote: away}\n",
    );
    let refused = publish(path, &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("there is no remote `away`"), "{}", said(&refused));
    let run = publish(path, &["--remote", &desk.bare.path().to_string_lossy()]);
    assert!(run.status.success(), "{}", said(&run));
    assert_eq!(git(desk.bare.path(), &["for-each-ref", "--format=%(refname)"]), "refs/heads/pages");
    desk.site.write("content/2025-02-14-broken.md", "---\ntitle: [\n---\n");
    let refused = publish(path, &["--remote", &desk.bare.path().to_string_lossy()]);
    assert!(
        refused.status.code() == Some(1) && said(&refused).contains("error: nothing was published"),
        "{}",
        said(&refused)
    );
    for (arguments, code) in [
        (&["--branch", "refs/heads/x"][..], 2),
        (&["--branch", "HEAD"], 2),
        (&["--branch", "a b"], 2),
        (&["--branch", "-d"], 2),
        (&["--remote", "--upload-pack=x"], 2),
    ] {
        assert_eq!(publish(path, arguments).status.code(), Some(code), "{arguments:?}");
    }
    git(path, &["remote", "add", "hub", "git@github.com:Desk/digest.git"]);
    desk.site.write("newsprint.yaml", "title: T\nbase_url: https://example.org/\n");
    let refused = publish(path, &["--remote", "hub"]);
    assert!(said(&refused).contains("perhaps https://desk.github.io/digest/"), "{}", said(&refused));
    let alone = Site::with(&[]);
    let refused = publish(alone.path(), &[]);
    assert!(
        refused.status.code() == Some(1) && said(&refused).contains("is in no git repository"),
        "{}",
        said(&refused)
    );
    assert!(!alone.path().join("public").exists(), "before anything is built");
}
