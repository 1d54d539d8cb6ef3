use super::*;
use crate::domain::reading::{Block, Kind, Side};

fn read(html: &str) -> Document {
    document(html, &|_| None)
}

/// A document in signs: what the tests compare.
fn signs(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        out.push_str(&sign(block));
        out.push('|');
    }
    out
}

fn spans(spans: &[crate::domain::reading::Span]) -> String {
    let one = |it: &crate::domain::reading::Span| {
        let mut text = it.text.clone();
        if it.look.is_picture {
            text = format!("[{text}]");
        }
        if it.look.is_bold {
            text = format!("*{text}*");
        }
        if it.look.is_italic {
            text = format!("/{text}/");
        }
        match it.link {
            Some(link) => format!("<{link}:{text}>"),
            None => text,
        }
    };
    spans.iter().map(one).collect()
}

fn sign(block: &Block) -> String {
    let mut out = ">".repeat(block.quote.into()) + &" ".repeat(block.indent.into()) + &block.marker;
    match &block.kind {
        Kind::Text(text) => out.push_str(&spans(text)),
        Kind::Heading(level, text) => out.push_str(&format!("h{level} {}", spans(text))),
        Kind::Rule => out.push_str("---"),
        Kind::Picture(number) => out.push_str(&format!("picture {number}")),
        Kind::Table(rows) => {
            for row in rows {
                let cells: Vec<String> = row.iter().map(|it| spans(&it.spans)).collect();
                out.push_str(&format!("[{}]", cells.join(";")));
            }
        }
    }
    out
}

#[test]
fn the_looks_of_office_mail_are_kept() {
    for (html, wanted) in [
        (
            "<p>Sehr <b>geehrte</b> <i>Damen</i>,</p><p>anbei",
            "Sehr *geehrte */Damen/,|anbei|",
        ),
        ("<h1>Titel</h1>Text", "h1 *Titel*|Text|"),
        (
            "<ul><li>eins<li>zwei<ol><li>a</li></ol></ul>",
            " •eins| •zwei|  1.a|",
        ),
        (
            "<blockquote>alt<blockquote>älter</blockquote></blockquote>neu",
            ">alt|>>älter|neu|",
        ),
        ("<pre>a\n  b</pre>", "a|  b|"),
        ("a<br>b<hr>c", "a|b|---|c|"),
        (
            "<table><tr><th>Pos<th>Betrag<tr><td>1<td align=right>12,50&nbsp;&euro;</table>",
            "[*Pos*;*Betrag*][1;12,50 €]|",
        ),
        (
            "<table><tr><td><table><tr><td>a<td>b</table><td>c</table>",
            "[a;b]|c|",
        ),
        (
            "<a href='https://x.example/y'>Link</a> hier",
            "<0:Link> hier|",
        ),
        ("<a href='javascript:x()'>Link</a>", "Link|"),
        ("<img src='https://x.example/a.png' alt='Logo'>", "[Logo]|"),
        (
            "<img src='https://x.example/a.gif' width=1 height=1>Text",
            "Text|",
        ),
        ("<img src='cid:a@b' width=100>", "picture 0|"),
        (
            "1 < 2 & 3 &amp; 4 &unbekannt; &",
            "1 < 2 & 3 & 4 &unbekannt; &|",
        ),
        ("a<!-- <b>weg</b> -->b<script>x</script>", "ab|"),
        ("Text <b", "Text|"),
        ("<b>x<td>y</b>z", "*x*|yz|"),
    ] {
        assert_eq!(signs(&read(html)), wanted, "{html}");
    }
}

#[test]
fn what_is_hidden_goes_and_is_told() {
    for html in [
        "<div style='display:none'>geheim</div>offen",
        "<span style='font-size:0'>geheim</span>offen",
        "<span style='font-size:1px;'>geheim</span>offen",
        "<font color='#ffffff'>geheim</font>offen",
        "<font color=white>geheim</font>offen",
        "<div style='color:#fefefe'>geheim</div>offen",
        "<div style='background:#000;color:black'>geheim</div>offen",
        "<table bgcolor=black><tr><td><span>geheim</span></table>offen",
        "<div style='position:absolute; left:-9999px'>geheim</div>offen",
        "<div style='text-indent:-9999px'>geheim</div>offen",
        "<div style='max-height:0;overflow:hidden'>geheim</div>offen",
        "<div style='opacity:0'>geheim</div>offen",
        "<div style='visibility : HIDDEN !important'>geheim</div>offen",
        "<div hidden>geheim</div>offen",
        "<style>.x{display:none}</style><p class=x>geheim</p>offen",
        "<style>p#a , td {color:rgba(0,0,0,0)}</style><p id=a>geheim</p>offen",
        "<div style='mso-hide:all'><b>geheim</b></div>offen",
        "<div style='display:none'><div style='display:block'>geheim</div></div>offen",
    ] {
        let document = read(html);
        assert_eq!(signs(&document), "offen|", "{html}");
        assert!(document.had_hidden_text, "{html}");
    }
    for html in [
        "<table bgcolor=black><tr><td style='color:white'>offen</table>",
        "<td background='x.png'><font color=white>offen</font>",
        "<style>@media print{.x{display:none}}</style><p class=x>offen</p>",
        "<p style='line-height:1;overflow:hidden'>offen",
        "<td width='1%' style='overflow:hidden'>offen",
    ] {
        let document = read(html);
        assert_eq!(signs(&document), "offen|", "{html}");
        assert!(!document.had_hidden_text, "{html}");
    }
}

#[test]
fn links_that_lie_are_marked() {
    let document = read("<a href='https://evil.com/x'>www.sparkasse.de</a>");
    assert!(document.links[0].is_disguised);
    let document = read("<a href='https://a.example.com/'>https://a.example.com</a>");
    assert!(document.links[0].is_plain && !document.links[0].is_disguised);
}

#[test]
fn no_page_takes_long() {
    let deep = "<div>".repeat(100_000) + "x";
    let spans = "<b><i>x".repeat(50_000);
    let tables = "<table><tr><td>".repeat(30_000) + "x";
    let row = format!("<table><tr>{}</table>", "<td>x".repeat(100_000));
    let many = "<p>x</p>".repeat(100_000);
    let attribute = format!("<p style='{}'>x", "a:b;".repeat(500_000));
    let attributes = format!("<p {}>x", "a=b ".repeat(500_000));
    let entities = "&amp;".repeat(500_000);
    let quote = "<a href=\"x ".repeat(100_000);
    let comments = "<!-- ".repeat(200_000);
    let scripts = "<script>".repeat(200_000);
    let styles = format!("<style>{}</style>x", ".a{color:red}".repeat(100_000));
    let closing = "<b>".repeat(140) + &"</i>".repeat(200_000);
    let long = "x".repeat(3_000_000);
    let lists = "<ul><li>".repeat(50_000);
    let open = "{".repeat(300_000);
    let at = format!("<style>{}</style>", "@media{".repeat(40_000));
    for (name, html) in [
        ("deep", deep),
        ("spans", spans),
        ("tables", tables),
        ("row", row),
        ("many", many),
        ("attribute", attribute),
        ("attributes", attributes),
        ("entities", entities),
        ("quote", quote),
        ("comments", comments),
        ("scripts", scripts),
        ("styles", styles),
        ("closing", closing),
        ("long", long),
        ("lists", lists),
        ("open", format!("<style>{open}</style>")),
        ("at", at),
    ] {
        let begun = std::time::Instant::now();
        let document = read(&html);
        let took = begun.elapsed();
        assert!(took.as_secs() < 5, "{name}: {took:?}");
        let longest = document.blocks.iter().map(|it| match &it.kind {
            Kind::Text(it) => it.iter().map(|it| it.text.len()).sum(),
            _ => 0,
        });
        assert!(longest.max().unwrap_or_default() < 10_000, "{name}");
        assert!(
            document.blocks.iter().all(|it| it.side == Side::Start),
            "{name}"
        );
    }
}
