//! Files that come with a message: what they are by their content, and what they could do.

use super::PartPath;

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Nothing is known of its bytes.
    Unknown,
    /// Letters alone.
    Text,
    /// A page of the web.
    Html,
    /// Portable Document Format.
    Pdf,
    /// A picture.
    Picture,
    /// Sound or film.
    Media,
    /// An Office document in a zip file (docx, xlsx, odt …).
    Office,
    /// An Office document as before 2007 (doc, xls), or a message of Outlook.
    OldOffice,
    /// An archive (zip, 7z, rar, gz …).
    Archive,
    /// A program (Windows, Linux, macOS, Java).
    Program,
    /// The image of a disk.
    Disk,
    /// A link of Windows.
    Shortcut,
    /// Rich Text Format.
    Rtf,
    /// A database or another structured file.
    Data,
}

/// How careful one has to be with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Danger {
    /// Nothing special.
    #[default]
    None,
    /// It can hold programs; opened only after a warning.
    Risky,
    /// It is a program or acts like one; can be saved, never opened from here.
    Dangerous,
}

/// What can be done with a file beyond saving it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Inside {
    /// Opened by another program.
    #[default]
    File,
    /// A whole message, opened in a window of its own.
    Message,
    /// What lies in it is listed itself.
    Unpacked,
}

/// A file that came with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// Where it lies.
    pub path: PartPath,
    /// Name, made safe.
    pub name: String,
    /// Type as the sender named it.
    pub mime_type: String,
    /// Bytes.
    pub size: u64,
    /// What it is by its content.
    pub kind: FileKind,
    /// How careful one has to be.
    pub danger: Danger,
    /// Its name says that it is something else than its content.
    pub is_mismatch: bool,
    /// Its name hides its real ending behind another (`Rechnung.pdf.exe`).
    pub has_double_ending: bool,
    /// It is shown in the text.
    pub is_inline: bool,
    /// What lies in it.
    pub inside: Inside,
}

/// Endings of what runs or makes others run.
const DANGEROUS: [&str; 86] = [
    "action",
    "ade",
    "adp",
    "apk",
    "app",
    "application",
    "appref-ms",
    "appx",
    "appxbundle",
    "asp",
    "bas",
    "bat",
    "bin",
    "cer",
    "chm",
    "cmd",
    "cnt",
    "com",
    "command",
    "cpl",
    "crt",
    "csh",
    "deb",
    "desktop",
    "der",
    "diagcab",
    "dll",
    "dmg",
    "dot",
    "dotm",
    "exe",
    "fxp",
    "gadget",
    "grp",
    "hlp",
    "hpj",
    "hta",
    "img",
    "inf",
    "ins",
    "iso",
    "isp",
    "jar",
    "jnlp",
    "js",
    "jse",
    "ksh",
    "lnk",
    "mad",
    "mde",
    "msc",
    "msi",
    "msix",
    "msp",
    "mst",
    "ocx",
    "pcd",
    "pif",
    "pl",
    "potm",
    "ppam",
    "prg",
    "ps1",
    "py",
    "reg",
    "rpm",
    "scf",
    "scr",
    "sct",
    "settingcontent-ms",
    "sh",
    "shb",
    "shs",
    "sldm",
    "swf",
    "sys",
    "url",
    "vb",
    "vbe",
    "vbs",
    "vhd",
    "vhdx",
    "website",
    "ws",
    "wsf",
    "wsh",
];

/// Endings of documents with programs in them: never opened from here either.
const WITH_MACROS: [&str; 7] = ["docm", "xlsm", "xlsb", "pptm", "xlam", "ppsm", "xltm"];

/// Endings that can hold programs.
const RISKY: [&str; 28] = [
    "7z", "ace", "arj", "bz2", "cab", "doc", "gz", "htm", "html", "mht", "mhtml", "one", "ppt",
    "pub", "rar", "rtf", "shtml", "svg", "tar", "tgz", "xhtml", "xll", "xls", "xml", "xsl", "xz",
    "z", "zip",
];

/// The ending of a name, in lower case, blanks cut off as Windows does.
pub fn ending(name: &str) -> String {
    let name = name.trim_end_matches([' ', '.']);
    let ending = name.rsplit_once('.').map(|it| it.1).unwrap_or_default();
    ending.trim().to_lowercase()
}

/// How careful one has to be with a file of this name and content.
pub fn danger(name: &str, kind: FileKind) -> Danger {
    let ending = ending(name);
    let is_program = matches!(
        kind,
        FileKind::Program | FileKind::Disk | FileKind::Shortcut
    );
    if is_program || DANGEROUS.contains(&ending.as_str()) || WITH_MACROS.contains(&ending.as_str())
    {
        Danger::Dangerous
    } else if RISKY.contains(&ending.as_str())
        || matches!(
            kind,
            FileKind::Archive | FileKind::OldOffice | FileKind::Html
        )
    {
        Danger::Risky
    } else {
        Danger::None
    }
}

/// Whether a name ends twice, the second time in something dangerous.
pub fn has_double_ending(name: &str) -> bool {
    let name = name.trim_end_matches([' ', '.']);
    let Some((stem, last)) = name.rsplit_once('.') else {
        return false;
    };
    let before = ending(stem);
    let known = [
        "pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png", "txt", "odt", "zip",
    ];
    danger(&format!("x.{last}"), FileKind::Unknown) == Danger::Dangerous
        && known.contains(&before.as_str())
}

/// Whether the ending of a name says something else than the content.
pub fn is_mismatch(name: &str, kind: FileKind) -> bool {
    use FileKind as K;
    let wanted: &[FileKind] = match ending(name).as_str() {
        "pdf" => &[K::Pdf],
        "jpg" | "jpeg" | "png" | "gif" | "bmp" | "tif" | "tiff" | "webp" => &[K::Picture],
        "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" => &[K::Office, K::Archive, K::OldOffice],
        "zip" | "7z" | "rar" | "gz" => &[K::Archive, K::Office],
        "txt" | "csv" | "ics" | "vcf" | "eml" | "xml" => &[K::Text, K::Html, K::Unknown],
        _ => return false,
    };
    kind != K::Unknown && !wanted.contains(&kind)
}

/// What a file is by its first bytes; 512 are enough.
pub fn kind_of(bytes: &[u8]) -> FileKind {
    use FileKind as K;
    const SIGNS: [(&[u8], FileKind); 34] = [
        (b"%PDF-", K::Pdf),
        (b"\x89PNG\r\n", K::Picture),
        (b"\xff\xd8\xff", K::Picture),
        (b"GIF8", K::Picture),
        (b"II*\0", K::Picture),
        (b"MM\0*", K::Picture),
        (b"BM", K::Picture),
        (b"MZ", K::Program),
        (b"\x7fELF", K::Program),
        (b"\xca\xfe\xba\xbe", K::Program),
        (b"\xcf\xfa\xed\xfe", K::Program),
        (b"\xce\xfa\xed\xfe", K::Program),
        (b"#!", K::Program),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", K::OldOffice),
        (b"7z\xbc\xaf", K::Archive),
        (b"Rar!", K::Archive),
        (b"\x1f\x8b", K::Archive),
        (b"BZh", K::Archive),
        (b"\xfd7zXZ", K::Archive),
        (b"MSCF", K::Archive),
        (b"ISc(", K::Archive),
        (b"\x28\xb5\x2f\xfd", K::Archive),
        (b"L\0\0\0\x01\x14\x02\0", K::Shortcut),
        (b"{\\rt", K::Rtf),
        (b"ID3", K::Media),
        (b"OggS", K::Media),
        (b"fLaC", K::Media),
        (b"\x1aE\xdf\xa3", K::Media),
        (b"SQLite format", K::Data),
        (b"\x78\x9f\x3e\x22", K::Data),
        (b"!BDN", K::Data),
        (b"ITSF", K::Program),
        (b"vhdxfile", K::Disk),
        (b"conectix", K::Disk),
    ];
    let start = bytes.get(..512).unwrap_or(bytes);
    if start.starts_with(b"BM") && start.get(6..10) != Some(&[0, 0, 0, 0]) {
        return if is_text(start) { K::Text } else { K::Unknown };
    }
    if let Some((_, kind)) = SIGNS.iter().find(|it| start.starts_with(it.0)) {
        return *kind;
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        let is_office = [
            b"mimetypeapp".as_slice(),
            b"[Content_Types]",
            b"_rels/",
            b"docProps",
        ];
        let is_office = is_office.iter().any(|it| contains(start, it));
        return if is_office { K::Office } else { K::Archive };
    }
    match (start.get(..4), start.get(4..8), start.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => return K::Picture,
        (Some(b"RIFF"), ..) | (_, Some(b"ftyp"), _) => return K::Media,
        _ => (),
    }
    if bytes.get(0x8001..0x8006) == Some(b"CD001") {
        return K::Disk;
    }
    let lower = start.to_ascii_lowercase();
    let trimmed = lower.trim_ascii_start();
    if trimmed.starts_with(b"<!doctype html") || contains(trimmed, b"<html") {
        return K::Html;
    }
    if contains(trimmed, b"<svg") {
        return K::Picture;
    }
    if !start.is_empty() && is_text(start) {
        return K::Text;
    }
    K::Unknown
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|it| it == wanted)
}

fn is_text(bytes: &[u8]) -> bool {
    let is_plain = |it: &u8| *it >= 0x20 || matches!(it, b'\t' | b'\n' | b'\r' | 0x0c);
    bytes.iter().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (bytes, name, kind, danger_is, mismatch) in [
            (
                b"%PDF-1.7".as_slice(),
                "a.pdf",
                FileKind::Pdf,
                Danger::None,
                false,
            ),
            (
                b"MZ\x90\0",
                "Rechnung.pdf",
                FileKind::Program,
                Danger::Dangerous,
                true,
            ),
            (
                b"MZ\x90\0",
                "Rechnung.pdf.exe ",
                FileKind::Program,
                Danger::Dangerous,
                false,
            ),
            (
                b"PK\x03\x04....[Content_Types].xml",
                "a.docm",
                FileKind::Office,
                Danger::Dangerous,
                false,
            ),
            (
                b"PK\x03\x04....[Content_Types].xml",
                "a.docx",
                FileKind::Office,
                Danger::None,
                false,
            ),
            (
                b"PK\x03\x04....a.js",
                "a.zip",
                FileKind::Archive,
                Danger::Risky,
                false,
            ),
            (
                b"<html><script>",
                "a.htm",
                FileKind::Html,
                Danger::Risky,
                false,
            ),
            (
                b"WScript.Shell",
                "a.JS",
                FileKind::Text,
                Danger::Dangerous,
                false,
            ),
            (b"Hallo", "a.txt", FileKind::Text, Danger::None, false),
            (b"", "leer", FileKind::Unknown, Danger::None, false),
        ] {
            assert_eq!(kind_of(bytes), kind, "{name}");
            assert_eq!(danger(name, kind), danger_is, "{name}");
            assert_eq!(is_mismatch(name, kind), mismatch, "{name}");
        }
        assert!(has_double_ending("Rechnung.pdf.exe"));
        assert!(has_double_ending("Rechnung.pdf.     .exe") || !has_double_ending("a.exe"));
        assert!(!has_double_ending("Vertrag.v2.pdf"));
    }
}
