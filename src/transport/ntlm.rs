//! NTLMv2 ([MS-NLMP]) as a client: what an Exchange server in the house wants to be signed in with. The
//! older NTLM is never spoken. A server's challenge is read with every length checked.

use super::error::Cause;
use crate::domain::secret::Secret;
use hmac::{Hmac, KeyInit, Mac};
use md4::Md4;
use md5::{Digest, Md5};
use sha2::{Sha256, Sha384, Sha512};
use x509_parser::prelude::{FromDer, X509Certificate};

const SIGNATURE: &[u8; 8] = b"NTLMSSP\0";

/// UNICODE, REQUEST_TARGET, NTLM, ALWAYS_SIGN, EXTENDED_SESSIONSECURITY, TARGET_INFO, VERSION, 128, 56.
const FLAGS: u32 = 0x1 | 0x4 | 0x200 | 0x8000 | 0x8_0000 | 0x80_0000 | 0x200_0000 | 0xa000_0000;

/// Windows 10, NTLM revision 15: servers want some version here.
const VERSION: [u8; 8] = [10, 0, 0x63, 0x45, 0, 0, 0, 15];

/// Bytes before the payload of the last message, with the place of its integrity code.
const AUTHENTICATE_HEAD: usize = 88;
const MIC_AT: usize = 72;

/// Seconds between 1601, where Windows begins to count, and 1970.
const SINCE_1601: u64 = 11_644_473_600;

const AV_END: u16 = 0;
const AV_FLAGS: u16 = 6;
const AV_TIMESTAMP: u16 = 7;
const AV_CHANNEL_BINDINGS: u16 = 10;

/// Who signs in.
pub(super) struct Account<'a> {
    domain: &'a str,
    user: &'a str,
    password: &'a Secret,
}

impl<'a> Account<'a> {
    /// `DOMAIN\user`, or `user@domain` as a whole.
    pub(super) fn new(name: &'a str, password: &'a Secret) -> Self {
        let (domain, user) = name.split_once('\\').unwrap_or(("", name));
        Self {
            domain,
            user,
            password,
        }
    }

    /// NTOWFv2 ([MS-NLMP] section 3.3.2).
    fn key(&self) -> [u8; 16] {
        let hash = Md4::digest(utf16(self.password.reveal()));
        let upper: String = self.user.chars().map(upper).collect();
        keyed(&hash, &[&utf16(&upper), &utf16(self.domain)])
    }
}

/// What the client chooses by itself.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    /// Random.
    pub challenge: [u8; 8],
    /// Now, in units of 100 ns since 1601; only for servers that do not say it.
    pub time: u64,
}

impl Chosen {
    /// Fresh.
    ///
    /// # Errors
    /// [`Cause::Protocol`] when the system has no randomness.
    pub(super) fn fresh() -> Result<Self, Cause> {
        let mut challenge = [0; 8];
        getrandom::fill(&mut challenge).map_err(|_| Cause::Protocol("no randomness".to_owned()))?;
        let since_1970 = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        let seconds = since_1970.as_secs().saturating_add(SINCE_1601);
        let time = seconds
            .saturating_mul(10_000_000)
            .saturating_add(u64::from(since_1970.subsec_nanos()) / 100);
        Ok(Self { challenge, time })
    }
}

/// The first message (section 2.2.1.1).
pub(super) fn negotiate() -> Vec<u8> {
    let mut message = SIGNATURE.to_vec();
    message.extend(1_u32.to_le_bytes());
    message.extend(FLAGS.to_le_bytes());
    // No domain and no name of this computer: the server need not know them.
    message.extend([0; 16]);
    message.extend(VERSION);
    message
}

/// What a server answers to the first message (section 2.2.1.2).
struct Challenge {
    flags: u32,
    challenge: [u8; 8],
    info: Vec<(u16, Vec<u8>)>,
}

impl Challenge {
    fn read(bytes: &[u8]) -> Option<Self> {
        if !bytes.starts_with(SIGNATURE) || bytes.get(8..12)? != 2_u32.to_le_bytes() {
            return None;
        }
        let length = usize::from(u16_at(bytes, 40)?);
        let begin = usize::try_from(u32_at(bytes, 44)?).ok()?;
        let mut rest = bytes.get(begin..begin.checked_add(length)?)?;
        let mut info = Vec::new();
        while let Some(kind) = u16_at(rest, 0).filter(|it| *it != AV_END) {
            let length = usize::from(u16_at(rest, 2)?);
            info.push((kind, rest.get(4..4 + length)?.to_vec()));
            rest = rest.get(4 + length..)?;
        }
        Some(Self {
            flags: u32_at(bytes, 20)?,
            challenge: bytes.get(24..32)?.try_into().ok()?,
            info,
        })
    }

    fn info(&self, kind: u16) -> Option<&[u8]> {
        let found = self.info.iter().find(|it| it.0 == kind);
        found.map(|it| it.1.as_slice())
    }

    /// The server's list with what the client adds to it.
    fn answered(&self, binding: Option<[u8; 16]>) -> Vec<u8> {
        let own = [AV_END, AV_FLAGS, AV_CHANNEL_BINDINGS];
        let mut list: Vec<(u16, Vec<u8>)> = self.info.clone();
        list.retain(|it| !own.contains(&it.0));
        if self.info(AV_TIMESTAMP).is_some() {
            let theirs = self.info(AV_FLAGS).and_then(|it| u32_at(it, 0));
            // 2: an integrity code over all three messages follows.
            let flags = theirs.unwrap_or_default() | 2;
            list.push((AV_FLAGS, flags.to_le_bytes().to_vec()));
        }
        if let Some(binding) = binding {
            list.push((AV_CHANNEL_BINDINGS, binding.to_vec()));
        }
        list.push((AV_END, Vec::new()));
        let mut bytes = Vec::new();
        for (kind, value) in list {
            bytes.extend(kind.to_le_bytes());
            bytes.extend(u16::try_from(value.len()).unwrap_or_default().to_le_bytes());
            bytes.extend(value);
        }
        bytes
    }
}

/// The last message (section 2.2.1.3): the answer to a server's challenge, bound to the TLS channel
/// where there is one.
///
/// # Errors
/// [`Cause::Protocol`] for what is no challenge; [`Cause::MechanismMissing`] where only the older
/// NTLM would do.
pub(super) fn authenticate(
    challenge: &[u8],
    account: &Account<'_>,
    binding: Option<[u8; 16]>,
    chosen: Chosen,
) -> Result<Vec<u8>, Cause> {
    let first = negotiate();
    let read = Challenge::read(challenge);
    let server = read.ok_or_else(|| Cause::Protocol("NTLM challenge".to_owned()))?;
    if server.info.is_empty() {
        return Err(Cause::MechanismMissing);
    }
    let has_time = server.info(AV_TIMESTAMP).filter(|it| it.len() == 8);
    let key = account.key();
    let (proof, response) = response(&server, &key, binding, chosen);
    let lan_manager = match has_time {
        Some(_) => vec![0; 24],
        None => {
            let mut answer = keyed(&key, &[&server.challenge, &chosen.challenge]).to_vec();
            answer.extend(chosen.challenge);
            answer
        }
    };
    let fields = [
        lan_manager,
        response,
        utf16(account.domain),
        utf16(account.user),
        Vec::new(),
        Vec::new(),
    ];
    let mut message = SIGNATURE.to_vec();
    message.extend(3_u32.to_le_bytes());
    let mut at = AUTHENTICATE_HEAD;
    for field in &fields {
        let length = u16::try_from(field.len()).map_err(|_| Cause::BadInput)?;
        message.extend(length.to_le_bytes());
        message.extend(length.to_le_bytes());
        message.extend(
            u32::try_from(at)
                .map_err(|_| Cause::BadInput)?
                .to_le_bytes(),
        );
        at += field.len();
    }
    message.extend((FLAGS & server.flags | 0x201).to_le_bytes());
    message.extend(VERSION);
    message.extend([0; 16]);
    message.extend(fields.concat());
    if has_time.is_some() {
        let session = keyed(&key, &[&proof]);
        let code = keyed(&session, &[&first, challenge, &message]);
        if let Some(place) = message.get_mut(MIC_AT..AUTHENTICATE_HEAD) {
            place.copy_from_slice(&code);
        }
    }
    Ok(message)
}

/// NTProofStr, and the whole NTLMv2 response that begins with it (section 3.3.2).
fn response(
    server: &Challenge,
    key: &[u8; 16],
    binding: Option<[u8; 16]>,
    chosen: Chosen,
) -> ([u8; 16], Vec<u8>) {
    let theirs = server.info(AV_TIMESTAMP).and_then(|it| it.try_into().ok());
    let time = theirs.map_or(chosen.time, u64::from_le_bytes);
    let mut blob = vec![1, 1, 0, 0, 0, 0, 0, 0];
    blob.extend(time.to_le_bytes());
    blob.extend(chosen.challenge);
    blob.extend([0; 4]);
    blob.extend(server.answered(binding));
    blob.extend([0; 4]);
    let proof = keyed(key, &[&server.challenge, &blob]);
    let mut response = proof.to_vec();
    response.extend(blob);
    (proof, response)
}

/// What binds a sign-in to a TLS channel: the digest of `tls-server-end-point` (RFC 5929 section 4) as
/// Windows hands it over.
pub(super) fn channel_binding(leaf: &[u8]) -> [u8; 16] {
    let mut data = b"tls-server-end-point:".to_vec();
    data.extend(match signature_digest(leaf) {
        512 => Sha512::digest(leaf).to_vec(),
        384 => Sha384::digest(leaf).to_vec(),
        _ => Sha256::digest(leaf).to_vec(),
    });
    let mut hasher = Md5::new();
    hasher.update([0; 16]);
    hasher.update(u32::try_from(data.len()).unwrap_or_default().to_le_bytes());
    hasher.update(&data);
    hasher.finalize().into()
}

/// Bits of the digest that a certificate is signed with. MD5 and SHA-1 count as SHA-256 there.
fn signature_digest(leaf: &[u8]) -> u16 {
    let Ok((_, certificate)) = X509Certificate::from_der(leaf) else {
        return 256;
    };
    match certificate
        .signature_algorithm
        .algorithm
        .to_id_string()
        .as_str()
    {
        "1.2.840.113549.1.1.13" | "1.2.840.10045.4.3.4" => 512,
        "1.2.840.113549.1.1.12" | "1.2.840.10045.4.3.3" => 384,
        _ => 256,
    }
}

fn keyed(key: &[u8], parts: &[&[u8]]) -> [u8; 16] {
    // A key of any length will do.
    let Ok(mut mac) = Hmac::<Md5>::new_from_slice(key) else {
        return [0; 16];
    };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// As Windows does it: a character stays one character ("ß" stays "ß").
fn upper(character: char) -> char {
    let mut upper = character.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    bytes.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    bytes.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|it| format!("{it:02x}")).collect()
    }

    fn challenge(info: &[(u16, Vec<u8>)]) -> Vec<u8> {
        let mut list = Vec::new();
        for (kind, value) in info.iter().chain([&(AV_END, Vec::new())]) {
            list.extend(kind.to_le_bytes());
            list.extend((value.len() as u16).to_le_bytes());
            list.extend(value);
        }
        let mut message = SIGNATURE.to_vec();
        message.extend(2_u32.to_le_bytes());
        message.extend([0; 8]);
        message.extend(0xffff_ffff_u32.to_le_bytes());
        message.extend([0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]);
        message.extend([0; 8]);
        message.extend((list.len() as u16).to_le_bytes());
        message.extend((list.len() as u16).to_le_bytes());
        message.extend(56_u32.to_le_bytes());
        message.extend([0; 8]);
        message.extend(list);
        message
    }

    /// The example of [MS-NLMP] section 4.2.4.
    #[test]
    fn the_published_example_is_reproduced() {
        let password = Secret::new("Password".to_owned());
        let account = Account::new("Domain\\User", &password);
        let key = account.key();
        assert_eq!(hex(&key), "0c868a403bfd7a93a3001ef22ef02e3f");
        let info = [(2, utf16("Domain")), (1, utf16("Server"))];
        let bytes = challenge(&info);
        let server = Challenge::read(&bytes).unwrap();
        let chosen = Chosen {
            challenge: [0xaa; 8],
            time: 0,
        };
        let (proof, _) = response(&server, &key, None, chosen);
        assert_eq!(hex(&proof), "68cd0ab851e51c96aabc927bebef6a1c");
        let session = keyed(&key, &[&proof]);
        assert_eq!(hex(&session), "8de40ccadbc14a82f15cb0ad0de95ca3");
        let message = authenticate(&bytes, &account, None, chosen).unwrap();
        let lan_manager = &message[AUTHENTICATE_HEAD..AUTHENTICATE_HEAD + 24];
        let wanted = "86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa";
        assert_eq!(hex(lan_manager), wanted);
    }

    #[test]
    fn a_challenge_that_is_cut_off_or_garbled_anywhere_is_refused_or_answered() {
        let password = Secret::new("Übung".to_owned());
        let account = Account::new("anna@kanzlei.example", &password);
        let chosen = Chosen::fresh().unwrap();
        let whole = challenge(&[(2, utf16("KANZLEI")), (AV_TIMESTAMP, vec![7; 8])]);
        let answer = |bytes: &[u8]| authenticate(bytes, &account, Some([1; 16]), chosen);
        assert!(answer(&whole).is_ok());
        for end in 0..whole.len() - 4 {
            assert!(answer(&whole[..end]).is_err(), "{end}");
        }
        for at in 0..whole.len() {
            for value in [0, 0x7f, 0xff] {
                let mut garbled = whole.clone();
                garbled[at] = value;
                let _ = answer(&garbled);
            }
        }
        let old = challenge(&[]);
        assert_eq!(answer(&old), Err(Cause::MechanismMissing));
    }

    #[test]
    fn names_are_read_as_windows_does() {
        let password = Secret::new(String::new());
        let account = Account::new("KANZLEI\\müßig", &password);
        assert_eq!((account.domain, account.user), ("KANZLEI", "müßig"));
        let account = Account::new("a@b.example", &password);
        assert_eq!((account.domain, account.user), ("", "a@b.example"));
        let upper: String = "müßig".chars().map(upper).collect();
        assert_eq!(upper, "MÜßIG");
    }
}
