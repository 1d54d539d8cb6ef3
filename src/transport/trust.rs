//! Certificates: the platform's trust store, and pinned exceptions for one host and port.

use super::error::{Cause, CertificateFault};
use crate::domain::hash::Sha256Hash;
use crate::domain::server::PinnedCertificate;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

/// What a certificate says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CertificateFacts {
    /// Names it is for.
    pub names: Vec<String>,
    /// Whom it was issued to.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// Begin of validity, seconds since 1970.
    pub not_before: i64,
    /// End of validity, seconds since 1970.
    pub not_after: i64,
    /// SHA-256 of the certificate (DER).
    pub fingerprint: Option<Sha256Hash>,
}

impl CertificateFacts {
    fn read(der: &[u8]) -> Self {
        let fingerprint = Some(Sha256Hash::of(der));
        let Ok((_, certificate)) = X509Certificate::from_der(der) else {
            return Self {
                fingerprint,
                ..Self::default()
            };
        };
        let names = certificate
            .subject_alternative_name()
            .ok()
            .flatten()
            .map_or_else(Vec::new, |names| {
                names.value.general_names.iter().filter_map(name).collect()
            });
        let validity = certificate.validity();
        Self {
            names,
            subject: certificate.subject().to_string(),
            issuer: certificate.issuer().to_string(),
            not_before: validity.not_before.timestamp(),
            not_after: validity.not_after.timestamp(),
            fingerprint,
        }
    }
}

fn name(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress([a, b, c, d]) => Some(format!("{a}.{b}.{c}.{d}")),
        _ => None,
    }
}

/// The certificates that are trusted. Loading the platform's store takes a while, so it is loaded
/// once, when the first connection needs it. Cheap to clone.
#[derive(Clone)]
pub struct Trust {
    inner: Arc<Inner>,
}

struct Inner {
    authorities: Vec<Vec<u8>>,
    judge: OnceLock<Result<Arc<dyn ServerCertVerifier>, String>>,
    provider: Arc<CryptoProvider>,
}

impl Trust {
    /// The platform's trust store (`SSL_CERT_FILE` is honoured on Linux), and these authorities
    /// (DER) beside it.
    pub fn new(authorities: Vec<Vec<u8>>) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        Self {
            inner: Arc::new(Inner {
                authorities,
                judge: OnceLock::new(),
                provider,
            }),
        }
    }

    fn judge(&self) -> Result<Arc<dyn ServerCertVerifier>, Cause> {
        let inner = &self.inner;
        let load = || judge(&inner.authorities, &inner.provider).map_err(|it| it.to_string());
        inner
            .judge
            .get_or_init(load)
            .clone()
            .map_err(Cause::TlsOther)
    }

    /// A configuration for one connection, and the record of what the server shows in it.
    pub(super) fn configuration(
        &self,
        host: &str,
        port: u16,
        pins: &[PinnedCertificate],
    ) -> Result<(Arc<ClientConfig>, Arc<Verifier>), Cause> {
        let pins = pins
            .iter()
            .filter(|pin| pin.host == host && pin.port == port);
        let verifier = Arc::new(Verifier {
            platform: self.judge()?,
            pins: pins.map(|pin| pin.fingerprint).collect(),
            shown: Mutex::new(None),
        });
        let config = ClientConfig::builder_with_provider(self.inner.provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|error| Cause::TlsOther(error.to_string()))?
            .dangerous()
            .with_custom_certificate_verifier(verifier.clone())
            .with_no_client_auth();
        Ok((Arc::new(config), verifier))
    }
}

/// Who judges: the platform, and besides it these authorities. On Windows they are asked before it:
/// its own way to add authorities is refused by Wine, so nobody could try it.
fn judge(
    authorities: &[Vec<u8>],
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, rustls::Error> {
    let extra = || {
        let all = authorities.iter();
        all.map(|it| CertificateDer::from(it.clone()))
    };
    if authorities.is_empty() {
        let platform = rustls_platform_verifier::Verifier::new(provider.clone())?;
        return Ok(Arc::new(platform));
    }
    if cfg!(windows) {
        let platform = rustls_platform_verifier::Verifier::new(provider.clone())?;
        return Ok(Arc::new(OwnFirst {
            own: own(extra(), provider)?,
            platform,
        }));
    }
    let both = rustls_platform_verifier::Verifier::new_with_extra_roots(extra(), provider.clone())?;
    Ok(Arc::new(both))
}

fn own(
    authorities: impl Iterator<Item = CertificateDer<'static>>,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>, rustls::Error> {
    let mut roots = RootCertStore::empty();
    for authority in authorities {
        roots.add(authority)?;
    }
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone())
        .build()
        .map_err(|error| rustls::Error::General(error.to_string()))
}

/// Asks authorities of our own first, and the platform about what they do not know.
#[derive(Debug)]
struct OwnFirst {
    own: Arc<WebPkiServerVerifier>,
    platform: rustls_platform_verifier::Verifier,
}

impl ServerCertVerifier for OwnFirst {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let own =
            self.own
                .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        match own {
            Err(rustls::Error::InvalidCertificate(
                CertificateError::Expired
                | CertificateError::ExpiredContext { .. }
                | CertificateError::NotValidYet
                | CertificateError::NotValidYetContext { .. }
                | CertificateError::NotValidForName
                | CertificateError::NotValidForNameContext { .. },
            ))
            | Ok(_) => own,
            Err(_) => self.platform.verify_server_cert(
                end_entity,
                intermediates,
                server_name,
                ocsp_response,
                now,
            ),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.own
            .verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.own
            .verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.own.supported_verify_schemes()
    }
}

/// The platform's judgement, with a memory of the certificate and exceptions for one connection.
#[derive(Debug)]
pub(super) struct Verifier {
    platform: Arc<dyn ServerCertVerifier>,
    pins: Vec<Sha256Hash>,
    shown: Mutex<Option<Shown>>,
}

#[derive(Debug, Clone)]
struct Shown {
    facts: CertificateFacts,
    fault: Option<CertificateFault>,
    pinned: bool,
}

impl Verifier {
    /// What the accepted certificate says, and whether it was accepted only because it is pinned.
    pub(super) fn accepted(&self) -> Option<(CertificateFacts, bool)> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = shown.as_ref()?;
        Some((shown.facts.clone(), shown.pinned))
    }

    /// The cause when the certificate was what ended the handshake.
    pub(super) fn cause(&self) -> Option<Cause> {
        let shown = self
            .shown
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()?;
        let fault = shown.fault?;
        Some(Cause::Certificate(fault, Some(Box::new(shown.facts))))
    }
}

fn fault(error: &rustls::Error, facts: &CertificateFacts) -> CertificateFault {
    let is_self_signed = !facts.subject.is_empty() && facts.subject == facts.issuer;
    let rustls::Error::InvalidCertificate(error) = error else {
        return if is_self_signed {
            CertificateFault::SelfSigned
        } else {
            CertificateFault::Other(error.to_string())
        };
    };
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            CertificateFault::Expired
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            CertificateFault::NotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateFault::WrongName
        }
        CertificateError::Revoked => CertificateFault::Revoked,
        // The library reports a self-signed certificate in several ways, all of them here.
        _ if is_self_signed => CertificateFault::SelfSigned,
        CertificateError::UnknownIssuer => CertificateFault::UnknownIssuer,
        other => CertificateFault::Other(format!("{other:?}")),
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let judged = self.platform.verify_server_cert(
            end_entity,
            intermediates,
            server_name,
            ocsp_response,
            now,
        );
        let facts = CertificateFacts::read(end_entity);
        let is_pinned = facts.fingerprint.is_some_and(|it| self.pins.contains(&it));
        let fault = judged.as_ref().err().map(|error| fault(error, &facts));
        let pinned = is_pinned && fault.is_some();
        let fault = fault.filter(|_| !is_pinned);
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(Shown {
            facts,
            fault,
            pinned,
        });
        if pinned {
            return Ok(ServerCertVerified::assertion());
        }
        judged
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.platform
            .verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.platform
            .verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.platform.supported_verify_schemes()
    }
}
