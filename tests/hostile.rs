//! Mail that means harm, opened as a clerk would: nothing is fetched, nothing stops the program,
//! nothing takes long.

#[path = "support/letters.rs"]
mod letters;

use kontorpost::domain::reading::file::Danger;
use kontorpost::domain::reading::{Document, PartPath};
use kontorpost::gui::widget::rich_text::{Page, Words};
use kontorpost::mime::pdf::{Sheet, SheetWords, pdf};
use kontorpost::mime::{Opened, open};
use letters::{attachment, html, multipart, plain};
use std::io::Write as _;
use std::net::TcpListener;
use std::time::{Duration, Instant};

/// How long opening may take here, where nothing is optimised and others work beside.
const PATIENCE: Duration = Duration::from_secs(12);

/// A mail with its name.
type Case = (&'static str, Vec<u8>);

fn page(body: &str) -> Vec<u8> {
    html("x@evil.example", "Angriff", body)
}

/// Pages that want to be large, deep or endless.
fn bombs() -> Vec<Case> {
    let rows = "<tr><td>x".repeat(50_000);
    let columns = "<td>x".repeat(100_000);
    let colspans = "<tr><td colspan=4294967295 rowspan=65535>x".repeat(500);
    let attribute = "a".repeat(3_000_000);
    let entities = "&#1114111;&#x0;&#xd800;&amp".repeat(50_000);
    vec![
        ("deep", page(&"<div>".repeat(300_000))),
        ("deep quotes", page(&"<blockquote>".repeat(100_000))),
        ("deep tables", page(&"<table><tr><td>".repeat(50_000))),
        ("tags", page(&"<b></b>".repeat(300_000))),
        ("rows", page(&format!("<table>{rows}"))),
        ("columns", page(&format!("<table><tr>{columns}</table>"))),
        ("colspans", page(&format!("<table>{colspans}</table>"))),
        ("attribute", page(&format!("<p title=\"{attribute}\">x"))),
        ("open attribute", page(&format!("<p title=\"{attribute}"))),
        ("entities", page(&entities)),
        ("comments", page(&"<!--".repeat(400_000))),
        (
            "sheets",
            page(&format!(
                "<style>{}</style><p class=a>x",
                ".a{color:red}".repeat(100_000)
            )),
        ),
        (
            "links",
            page(&"<a href='https://x.example/'>x</a> ".repeat(50_000)),
        ),
        ("accents", page(&format!("a{}", "\u{301}".repeat(500_000)))),
        ("one word", page(&"x".repeat(2_500_000))),
        (
            "turning",
            page(&"\u{202e}\u{2066}x\u{200b}".repeat(100_000)),
        ),
        (
            "plain",
            plain("x@evil.example", "x", &"> ".repeat(1_000_000)),
        ),
        (
            "flowed",
            plain("x@evil.example", "x", &"a \n".repeat(500_000)),
        ),
    ]
}

/// A PNG that says it is huge and holds next to nothing.
fn png_bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().expect("picture");
    let row = vec![0_u8; usize::try_from(width.div_ceil(8)).expect("width")];
    let mut stream = writer.stream_writer().expect("picture");
    for _ in 0..height {
        stream.write_all(&row).expect("picture");
    }
    stream.finish().expect("picture");
    drop(writer);
    bytes
}

fn with_picture(bytes: &[u8], media_type: &str) -> Vec<u8> {
    let kind = format!("{media_type}; name=a.png");
    multipart(
        "x@evil.example",
        "Bild",
        "multipart/related",
        &[
            attachment(
                "text/html; charset=utf-8",
                "",
                b"<p>Bild:</p><img src='cid:a@b'><img src='cid:a@b'>",
            ),
            attachment(&kind, "Content-ID: <a@b>\r\n", bytes),
        ],
    )
}

fn pictures() -> Vec<Case> {
    let mut lying = letters::picture(8, 8);
    // Width and height in the header of the file.
    lying[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    let gif = [
        b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02"
            .as_slice(),
        &[0x4c, 0x01, 0, 0x3b],
    ]
    .concat();
    let mut bmp =
        b"BM\xff\xff\xff\x7f\0\0\0\0\x36\0\0\0\x28\0\0\0\xff\xff\0\0\xff\xff\0\0\x01\0\x20\0"
            .to_vec();
    bmp.resize(200, 0);
    vec![
        (
            "png of 64 million pixels",
            with_picture(&png_bomb(8000, 8000), "image/png"),
        ),
        ("lying png", with_picture(&lying, "image/png")),
        ("gif", with_picture(&gif, "image/gif")),
        ("bmp", with_picture(&bmp, "image/bmp")),
        (
            "cut jpeg",
            with_picture(b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        ),
        (
            "no picture",
            with_picture(&vec![0xff; 8 << 20], "image/png"),
        ),
    ]
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("length");
    [&[tag, 0x84], length.to_be_bytes().as_slice(), content].concat()
}

fn signed(entity: &[u8]) -> Vec<u8> {
    let oid = |last: u8| der(6, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, last]);
    let inner = der(0x30, &[oid(1), der(0xa0, &der(4, entity))].concat());
    let body = der(0x30, &[der(2, &[1]), der(0x31, &[]), inner].concat());
    der(0x30, &[oid(2), der(0xa0, &body)].concat())
}

fn smime(depth: usize) -> Vec<u8> {
    let mut entity = b"Content-Type: text/plain\r\n\r\nGanz innen.".to_vec();
    for _ in 0..depth {
        let mut around = b"Content-Type: application/pkcs7-mime; name=smime.p7m; smime-type=signed-data\r\nContent-Transfer-Encoding: binary\r\n\r\n".to_vec();
        around.extend(signed(&entity));
        entity = around;
    }
    [
        b"From: x@evil.example\r\nSubject: p7m\r\nMIME-Version: 1.0\r\n".as_slice(),
        &entity,
    ]
    .concat()
}

fn nested(depth: usize) -> Vec<u8> {
    let mut mail = plain("x@evil.example", "innen", "innen");
    for _ in 0..depth {
        let head = b"From: x@evil.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n";
        mail = [head.as_slice(), &mail].concat();
    }
    mail
}

fn containers() -> Vec<Case> {
    let file = |name: &str, bytes: &[u8]| {
        let kind = format!("application/octet-stream; name={name}");
        multipart(
            "x@evil.example",
            name,
            "multipart/mixed",
            &[attachment(&kind, "", bytes)],
        )
    };
    let mut tnef = vec![0x78, 0x9f, 0x3e, 0x22, 0, 0];
    for id in [0x9003_u16, 0x9005, 0x9002, 0x800f, 0x9004] {
        tnef.push(1);
        tnef.extend(id.to_le_bytes());
        tnef.extend([6, 0]);
        tnef.extend(0xffff_fff0_u32.to_le_bytes());
        tnef.extend([0xff; 64]);
    }
    let mut cfb = vec![0_u8; 4096];
    cfb[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    cfb[30] = 9;
    cfb[32] = 6;
    // Every table points at itself.
    for at in (44..76).step_by(4) {
        cfb[at] = 1;
    }
    let ics = format!(
        "BEGIN:VCALENDAR\r\n{}",
        "BEGIN:VEVENT\r\nSUMMARY:x\r\nRRULE:FREQ=SECONDLY;INTERVAL=1;COUNT=999999999\r\nDTSTART:99999999T999999Z\r\nEND:VEVENT\r\n".repeat(20_000)
    );
    vec![
        ("winmail", file("winmail.dat", &tnef)),
        ("msg", file("a.msg", &cfb)),
        ("p7m 50 deep", smime(50)),
        ("mail 500 deep", nested(500)),
        ("ics", file("a.ics", ics.as_bytes())),
        ("p7m open", file("smime.p7m", &[0x30, 0x80].repeat(200_000))),
        (
            "parts",
            multipart(
                "x@evil.example",
                "x",
                "multipart/mixed",
                &vec![attachment("text/html", "", b"<b>x"); 3000],
            ),
        ),
    ]
}

/// Everything that a page could fetch.
fn fetching(port: u16) -> Vec<u8> {
    let at = format!("http://127.0.0.1:{port}");
    page(&format!(
        "<html><head><base href='{at}/'><link rel=stylesheet href='{at}/a.css'><link rel=prefetch href='{at}/p'>\
         <link rel='dns-prefetch preconnect' href='{at}'><meta http-equiv=refresh content='0;url={at}/m'>\
         <style>@import url({at}/i.css); body{{background:url({at}/b.png)}} @font-face{{src:url({at}/f)}} .x::after{{content:url({at}/c)}}</style>\
         <script src='{at}/s.js'></script></head><body background='{at}/bg.png' onload=\"fetch('{at}/o')\">\
         <img src='{at}/1.png' srcset='{at}/2.png 2x' lowsrc='{at}/l.png' style='content:url({at}/3.png)'>\
         <picture><source srcset='{at}/4.png'><img src='//127.0.0.1:{port}/5.png'></picture><img src='/relative.png'>\
         <video src='{at}/v' poster='{at}/vp'><source src='{at}/vs'><track src='{at}/vt'></video><audio src='{at}/a' autoplay></audio>\
         <iframe src='{at}/f' srcdoc=\"<img src='{at}/sd'>\"></iframe><frame src='{at}/fr'><object data='{at}/o'><param name=src value='{at}/pa'></object>\
         <embed src='{at}/e'><applet code='{at}/ap'></applet><svg><image xlink:href='{at}/sx'/><use href='{at}/us'/></svg>\
         <form action='{at}/fo' method=post><input type=image src='{at}/ii'><button formaction='{at}/fb'>x</button></form>\
         <div style=\"background-image:url('{at}/d');list-style:url({at}/ls);cursor:url({at}/cu)\">x</div>\
         <a href='{at}/link' ping='{at}/ping'>Link</a><bgsound src='{at}/bs'><table background='{at}/t'><td background='{at}/td'>x</table>\
         <v:fill src='{at}/vml'/><math href='{at}/ma'></math><input type=hidden value=x><isindex action='{at}/is'>"
    ))
}

fn shown(opened: &Opened) -> Vec<&Document> {
    opened.html.iter().chain([&opened.text]).collect()
}

/// Opens a mail to its ends and lays it out on paper and for the window.
fn open_all(name: &str, raw: &[u8]) -> Opened {
    let begun = Instant::now();
    let opened = open(raw);
    for part in &opened.parts {
        if let Some(inner) = part.open() {
            let _ = inner.text.words();
        }
    }
    for document in shown(&opened) {
        let words = Words::default();
        let page = Page::new(document, &words);
        assert!(
            page.longest_row() < 20_000,
            "{name}: a row of {}",
            page.longest_row()
        );
    }
    let took = begun.elapsed();
    println!(
        "{name}: {took:?}, {} blocks",
        shown(&opened)
            .iter()
            .map(|it| it.blocks.len())
            .max()
            .unwrap_or(0)
    );
    assert!(took < PATIENCE, "{name}: {took:?}");
    opened
}

#[test]
fn bombs_are_harmless() {
    for (name, raw) in bombs() {
        open_all(name, &raw);
    }
}

#[test]
fn pictures_are_decoded_within_limits() {
    for (name, raw) in pictures() {
        let opened = open_all(name, &raw);
        let html = opened.html.expect("a page");
        assert_eq!(html.pictures.len(), 2, "{name}");
        let pixels: u64 = html
            .pictures
            .iter()
            .map(|it| u64::from(it.width) * u64::from(it.height))
            .sum();
        assert!(pixels <= 2 * 1600 * 6400, "{name}: {pixels}");
        assert!(html.words().contains("Bild:"));
    }
}

#[test]
fn containers_end() {
    for (name, raw) in containers() {
        let opened = open_all(name, &raw);
        if name == "ics" {
            assert_eq!(opened.invitations.len(), 20);
        }
    }
    // Six wrappers are opened; the rest lies in the last as a file.
    let deep = open(&smime(4));
    assert_eq!(deep.text.words().trim(), "Ganz innen.");
}

#[test]
fn nothing_is_fetched() {
    let trap = TcpListener::bind("127.0.0.1:0").expect("port");
    trap.set_nonblocking(true).expect("trap");
    let port = trap.local_addr().expect("address").port();
    let opened = open_all("fetching", &fetching(port));
    let html = opened.html.as_ref().expect("a page");
    assert!(html.had_active_parts && html.remote_pictures >= 2);
    let sheet = Sheet {
        title: "x".to_owned(),
        head: Vec::new(),
        notes: Vec::new(),
        document: html,
        files_title: String::new(),
        files: Vec::new(),
        words: SheetWords::default(),
    };
    let file = pdf(&sheet).expect("a file");
    let needle = format!("127.0.0.1:{port}");
    assert!(!file.windows(needle.len()).any(|it| it == needle.as_bytes()));
    std::thread::sleep(Duration::from_millis(300));
    let came = trap.accept();
    assert_eq!(
        came.expect_err("nobody comes").kind(),
        std::io::ErrorKind::WouldBlock
    );
}

#[test]
fn names_do_not_lie() {
    let file = |name: &str| {
        let kind = format!("application/pdf; name*=utf-8''{name}");
        multipart(
            "x@evil.example",
            "x",
            "multipart/mixed",
            &[attachment(&kind, "", b"MZ")],
        )
    };
    for (name, shown) in [
        ("Rechnung%E2%80%AEfdp.exe", "Rechnungfdp.exe"),
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("C%3A%5CWindows%5Ca.exe", "a.exe"),
        ("a.pdf%20%20%20%20%20%20%20.exe", "a.pdf .exe"),
        ("CON.txt", "_CON.txt"),
    ] {
        let opened = open(&file(name));
        assert_eq!(opened.parts[0].attachment.name, shown);
        let kind = kontorpost::domain::reading::file::kind_of(&opened.parts[0].bytes);
        assert_eq!(
            kontorpost::domain::reading::file::danger(shown, kind),
            Danger::Dangerous
        );
    }
    let _ = PartPath::default();
}

/// Numbers that come in the same order every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).expect("small")
    }
}

#[test]
fn spoiled_mail_never_stops_the_program() {
    let mut seeds: Vec<Vec<u8>> = containers()
        .into_iter()
        .map(|it| it.1)
        .filter(|it| it.len() < 200_000)
        .collect();
    seeds.push(page(letters::NEWSLETTER));
    seeds.push(page(letters::PHISHING));
    seeds.push(smime(3));
    seeds.push(with_picture(&letters::picture(16, 16), "image/png"));
    let mut chance = Chance(20_261_127);
    for round in 0..400 {
        let mut raw = seeds[round % seeds.len()].clone();
        for _ in 0..=chance.below(12) {
            let at = chance.below(raw.len());
            match chance.below(4) {
                0 => raw[at] = u8::try_from(chance.below(256)).expect("byte"),
                1 => raw.truncate(at.max(1)),
                2 => {
                    let end = (at + chance.below(200)).min(raw.len());
                    let piece = raw[at..end].to_vec();
                    raw.splice(at..at, piece);
                }
                _ => {
                    let end = (at + chance.below(50)).min(raw.len());
                    raw.drain(at..end);
                }
            }
            if raw.is_empty() {
                raw.push(b'x');
            }
        }
        let opened = open(&raw);
        opened.parts.iter().for_each(|it| drop(it.open()));
    }
}

#[test]
fn spoiled_pages_never_stop_the_program() {
    const PIECES: [&str; 30] = [
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "&",
        "&amp;",
        "&#x202e;",
        "\"",
        "'",
        "=",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<a href='https://x.example'>",
        "</a>",
        "<style>",
        "</style>",
        ".a{",
        "}",
        "<p class=a>",
        "<ul><li>",
        "</ul>",
        "<img src='cid:a'>",
        "<pre>",
        "\n",
        "\u{301}",
        "Wort ",
        "<blockquote>",
    ];
    let mut chance = Chance(42);
    for _ in 0..300 {
        let count = chance.below(400);
        let body: String = (0..count)
            .map(|_| PIECES[chance.below(PIECES.len())])
            .collect();
        let opened = open(&page(&body));
        for document in shown(&opened) {
            let _ = Page::new(document, &Words::default());
        }
    }
}
