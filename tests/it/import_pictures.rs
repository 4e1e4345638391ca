//! `newsprint import --download`: pictures from a server of this machine, beside the text that names them.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

use crate::harness::Site;
use crate::import::{import, said, site};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

/// A server of pictures, and the paths that it was asked for.
fn pictures() -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&asked);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut lines =
                BufReader::new(stream.try_clone().expect("a stream")).lines().map_while(Result::ok);
            let path = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().to_owned();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let (status, body) =
                if path.contains("gone") { ("404 No", &b""[..]) } else { ("200 OK", PICTURE) };
            heard.lock().expect("paths").push(path);
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            // Whoever asks may leave at any time.
            let _ = stream.write_all(&[head.as_bytes(), body].concat());
        }
    });
    (address, asked)
}

fn page(site: &Site, address: SocketAddr) {
    let sentence = "Twelve ships loaded with grain left the southern port on Wednesday morning, the first convoy for seven weeks.";
    let picture = |path: &str, attributes: &str| {
        format!(
            "<figure><img src='http://{address}/{path}' {attributes}><figcaption>A ship at {path}</figcaption></figure><p>{sentence} It is {path} of them.</p>"
        )
    };
    let set =
        format!("srcset='http://{address}/wide.png?w=200 200w, http://{address}/wide.png?w=1200 1200w'");
    let html = format!(
        "<html><head><title>Ships leave</title></head><body><article><h1>Ships leave</h1><p>{sentence}</p>{}{}{}{}</article></body></html>",
        picture("con.png", ""),
        picture("small.png?w=100", &set),
        picture("gone.png", ""),
        picture("con.png", "alt='a | b'"),
    );
    site.write("a.html", html);
}

/// The files of the draft's folder.
fn files(site: &Site) -> Vec<String> {
    let folder = site.path().join("content/2025-03-01-ships-leave");
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn pictures_come_beside_the_text_that_names_them() {
    let (address, asked) = pictures();
    let site = site();
    page(&site, address);
    let output = import(
        &site,
        &["a.html", "--download", "--allow-private", "127.0.0.1", "--url", "https://a.example/x"],
    );
    assert!(output.status.success(), "{}", said(&output));
    // The widest of a set is asked for; what has the same bytes is there once; a name that systems keep is none.
    assert_eq!(*asked.lock().expect("paths"), ["/con.png", "/wide.png?w=1200", "/gone.png"]);
    assert_eq!(files(&site), ["index.md", "picture-1.png"]);
    let draft = std::fs::read_to_string(site.path().join("content/2025-03-01-ships-leave/index.md"))
        .expect("a draft");
    assert_eq!(draft.matches("](picture-1.png \"A ship at ").count(), 3, "{draft}");
    assert!(draft.contains(&format!("](http://{address}/gone.png \"A ship at gone.png\")")), "{draft}");
    assert!(said(&output).contains("gone.png stays where it is: the host answers 404"), "{}", said(&output));
    let run = site.build(&["--drafts"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn where_the_text_has_no_place_no_picture_is_fetched() {
    let (address, asked) = pictures();
    let site = site();
    page(&site, address);
    site.write(
        "content/2025-03-01-ships-leave/index.md",
        "---\ntitle: Other\ndate: 2024-01-01\nslug: other\n---\nOther words.\n",
    );
    let output = import(
        &site,
        &["a.html", "--download", "--allow-private", "127.0.0.1", "--url", "https://a.example/x"],
    );
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("nothing was written"), "{}", said(&output));
    assert_eq!((files(&site), asked.lock().expect("paths").len()), (vec!["index.md".to_owned()], 0));
}

#[test]
fn pictures_of_a_text_that_is_taken_over_whole_stay_behind() {
    let (address, _) = pictures();
    let site = site();
    page(&site, address);
    let output = import(
        &site,
        &[
            "a.html", "--download", "--republished", "--licence", "CC BY 4.0", "--allow-private",
            "127.0.0.1", "--url", "https://a.example/x",
        ],
    );
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(files(&site), ["index.md"]);
}
