//! The dialog, by a server that gives one answer after another whatever it is told.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

use super::*;

const GREETING: &str = "220 mail.example ESMTP\r\n";
const HELLO: &str = "250-mail.example\r\n250 AUTH PLAIN\r\n";
const OK: &str = "250 Ok\r\n";
const GO: &str = "354 Go\r\n";
/// So short that nobody waits for the tests of what never comes.
const SHORT: Patience = Patience {
    answer: Duration::from_millis(200),
    message: Duration::from_millis(200),
    farewell: Duration::from_millis(200),
};

/// A server with these answers: the first greets, each of the others comes after a line, or after the message. Where it is, and what it is told.
fn server(answers: &'static [&'static str]) -> (u16, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let told = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let (mut told, mut byte) = (Vec::new(), [0]);
        let mut end: &[u8] = b"\r\n";
        for (index, answer) in answers.iter().enumerate() {
            let start = told.len();
            while index > 0 && !told[start..].ends_with(end) {
                match stream.read(&mut byte) {
                    Ok(1) => told.push(byte[0]),
                    _ => return String::from_utf8_lossy(&told).into_owned(),
                }
            }
            end = if answer.starts_with("354") { b"\r\n.\r\n" } else { b"\r\n" };
            let _ = stream.write_all(answer.as_bytes());
        }
        let _ = stream.read_to_end(&mut told);
        String::from_utf8_lossy(&told).into_owned()
    });
    (port, told)
}

fn delivery(port: u16, encryption: Encryption) -> Delivery {
    Delivery {
        server: "127.0.0.1".to_owned(),
        port,
        encryption,
        login: Some(("desk".to_owned(), "pass word".to_owned())),
        from: "desk@digest.example".to_owned(),
        to: vec!["digest@lists.example".to_owned()],
        message: b"Subject: One\r\n\r\nText.\r\n".to_vec(),
    }
}

/// What becomes of a message without a login, and what the server is told.
fn sent(answers: &'static [&'static str], message: &str) -> (Result<String, Trouble>, String) {
    let (port, told) = server(answers);
    let message = message.as_bytes().to_vec();
    let done = Delivery { login: None, message, ..delivery(port, Encryption::None) }.send(SHORT);
    (done, told.join().expect("a server that ends"))
}

#[test]
fn nothing_is_sent_where_encryption_is_missing() {
    let (port, told) = server(&[GREETING, HELLO, OK]);
    let done = delivery(port, Encryption::StartTls).send(SHORT);
    let Err(Trouble::Lacking(why)) = done else { panic!("{done:?}") };
    assert!(why.contains("STARTTLS"), "{why}");
    assert_eq!(told.join().expect("a server that ends"), "EHLO [127.0.0.1]\r\nQUIT\r\n");

    // What does not speak TLS, as is to be spoken from the start.
    let (port, told) = server(&[GREETING]);
    let done = delivery(port, Encryption::Tls).send(SHORT);
    assert!(matches!(done, Err(Trouble::Unreached(_))), "{done:?}");
    let told = told.join().expect("a server that ends");
    assert!(!told.contains("EHLO") && !told.contains("AUTH"), "{told}");
}

#[test]
fn a_dot_at_the_start_of_a_line_is_doubled() {
    let message = "Subject: One\r\n\r\n.\r\n..two\r\n.three\r\n";
    let (done, told) = sent(&[GREETING, HELLO, OK, OK, GO, "250 Queued as 17\r\n", OK], message);
    assert_eq!(done, Ok("Queued as 17".to_owned()));
    let (_, data) = told.split_once("DATA\r\n").expect("a message");
    assert_eq!(data, "Subject: One\r\n\r\n..\r\n...two\r\n..three\r\n.\r\nQUIT\r\n");
}

#[test]
fn who_says_nothing_is_not_waited_for() {
    let (done, _) = sent(&[], "A: B\r\n");
    assert!(matches!(&done, Err(Trouble::Unreached(why)) if why.contains("no answer within")), "{done:?}");
    let (done, told) = sent(&[GREETING, HELLO, OK, OK], "A: B\r\n");
    assert!(matches!(&done, Err(Trouble::Unreached(_))) && told.ends_with("DATA\r\n"), "{done:?} {told}");
    // Now it has the whole message.
    let (done, told) = sent(&[GREETING, HELLO, OK, OK, GO], "A: B\r\n");
    assert!(matches!(&done, Err(Trouble::Unknown(why)) if why.contains("no answer within")), "{done:?}");
    assert!(told.ends_with("A: B\r\n.\r\n"), "{told}");
}

#[test]
fn an_answer_out_of_turn_opens_no_message() {
    let (done, told) = sent(&[GREETING, HELLO, OK, OK, OK, OK], "A: B\r\n");
    assert_eq!(done, Err(Trouble::Refused(250, "Ok".to_owned())));
    assert!(told.ends_with("DATA\r\nQUIT\r\n"), "{told}");
    // And what is neither yes nor no is no answer.
    let (done, _) = sent(&[GREETING, HELLO, OK, OK, GO, GO, OK], "A: B\r\n");
    assert_eq!(done, Err(Trouble::Unknown("354".to_owned())));
}

#[test]
fn what_a_server_says_is_one_line_without_secrets() {
    let (done, _) = sent(&[GREETING, HELLO, OK, "550-5.1.1 No\r\n550 \x1b[1msuch user\r\n", OK], "A: B\r\n");
    let Err(Trouble::Refused(550, text)) = done else { panic!("{done:?}") };
    assert!(text.starts_with("digest@lists.example: 5.1.1 No [1msuch user; "), "{text}");
    assert!(text.contains("NEWSPRINT_SMTP_USER"), "{text}");
    for (answer, shown) in [
        ("535 5.7.8 No\r\n", "5.7.8 No"),
        ("535 pass word is wrong\r\n", ""),
        // pass word, and \0desk\0pass word
        ("535 cGFzcyB3b3Jk is wrong\r\n", ""),
        ("501 AGRlc2sAcGFzcyB3b3Jk is wrong\r\n", ""),
    ] {
        let answers: &'static [&'static str] = vec![GREETING, HELLO, answer, OK].leak();
        let (port, _) = server(answers);
        let done = delivery(port, Encryption::None).send(SHORT);
        let code = answer[..3].parse().expect("a code");
        assert_eq!(done, Err(Trouble::Denied(code, shown.to_owned())), "{answer}");
    }
}
