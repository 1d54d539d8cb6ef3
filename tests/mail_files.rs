//! What came along with a message, from the command line.

mod support;

use std::path::Path;
use support::Office;

const MAIL: &str = "From: <a@fremd.example>\r\nTo: <b@kanzlei.example>\r\nSubject: Vollmacht\r\n\
     MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\
     Content-Type: text/plain; charset=utf-8\r\n\r\nAnbei die Vollmacht f\u{fc}r 12,50 \u{20ac}.\r\n\
     --x\r\nContent-Type: text/plain; name=\"Vollmacht.txt\"\r\n\
     Content-Disposition: attachment; filename=\"Vollmacht.txt\"\r\n\r\nHiermit\r\n--x--\r\n";

#[test]
fn attachments_and_the_message_as_pdf_are_saved_and_nothing_is_written_over() {
    let office = Office::new(Path::new("/nonexistent"));
    let benutzer = ["benutzer", "add", "1", "--name", "Susi", "--login", "susi"];
    office.run(&benutzer).done();
    let account = office.add(
        "name = \"x\"\naddress = \"b@kanzlei.example\"\n[incoming]\nprotocol = \"imap\"\n\
         host = \"localhost\"\nport = 9\nsecurity = \"tls\"\nuser = \"b\"\n\
         after_fetch = \"leave\"\n[usage]\nmode = \"posteingang\"\n",
        "geheim",
    );
    let directory = office.directory.path();
    let path = |name: &str| directory.join(name).display().to_string();
    std::fs::write(directory.join("a.eml"), MAIL).expect("file");
    let number = account.to_string();
    let import = [
        "mail",
        "import",
        "--account",
        &number,
        "--eml",
        &path("a.eml"),
    ];
    office.run(&import).done();
    let files = office
        .run(&["--json", "mail", "files", "1"])
        .done()
        .objects();
    assert_eq!(files[0]["name"], "Vollmacht.txt", "{files:?}");
    let (text, pdf) = (path("v.txt"), path("v.pdf"));
    let save = ["mail", "save", "1", "--part", "1", "--out", &text];
    office.run(&save).done();
    assert_eq!(
        std::fs::read(&text).expect("saved").trim_ascii(),
        b"Hiermit"
    );
    office.run(&save).failed(1, "v.txt");
    let write = ["mail", "pdf", "1", "--out", &pdf];
    office.run(&write).done();
    assert!(std::fs::read(&pdf).expect("saved").starts_with(b"%PDF-"));
    office.run(&write).failed(1, "v.pdf");
    office
        .run(&["mail", "pdf", "7", "--out", &path("w.pdf")])
        .failed(1, "7");
}
