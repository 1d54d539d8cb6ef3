//! A throw-away certificate authority and server certificates for this computer, good ones and bad ones.

use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

const DAY: u64 = 24 * 60 * 60;

/// Names and addresses of the practice servers.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// Which certificate a server shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CertificateKind {
    /// Signed by the authority, valid today, for this computer.
    #[default]
    Valid,
    /// Ran out yesterday.
    Expired,
    /// Valid from the day after tomorrow.
    NotYetValid,
    /// For another host.
    WrongName,
    /// Signed by its own key, not marked as an authority.
    SelfSigned,
    /// Signed by its own key and marked as an authority, as `openssl req -x509` makes them.
    SelfSignedAuthority,
    /// Signed by an authority nobody knows.
    UnknownAuthority,
    /// Signed by an intermediate certificate that the server forgets to send.
    ChainIncomplete,
}

/// Why no certificate could be made.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// The certificate could not be made.
    #[error("certificate: {0}")]
    Make(#[from] rcgen::Error),
    /// The TLS library refused it.
    #[error("TLS configuration: {0}")]
    Tls(#[from] rustls::Error),
}

impl From<CertificateError> for io::Error {
    fn from(error: CertificateError) -> Self {
        Self::other(error)
    }
}

/// A certificate authority that lives as long as this value; its key never leaves memory.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    der: Vec<u8>,
    pem: String,
}

impl Authority {
    /// Makes a new authority.
    pub fn new() -> Result<Self, CertificateError> {
        Self::named("Kontorpost Übungsbüro CA")
    }

    fn named(name: &str) -> Result<Self, CertificateError> {
        let key = KeyPair::generate()?;
        let params = authority_params(name)?;
        let certificate = params.self_signed(&key)?;
        Ok(Self {
            der: certificate.der().to_vec(),
            pem: certificate.pem(),
            issuer: Issuer::new(params, key),
        })
    }

    /// The authority's own certificate, DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The authority's own certificate, PEM.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// A fresh server certificate of the given kind, ready to serve.
    pub fn server_config(
        &self,
        kind: CertificateKind,
    ) -> Result<Arc<ServerConfig>, CertificateError> {
        let key = KeyPair::generate()?;
        let certificate = self.certificate(kind, &key)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        // The provider is named so that no process-wide default has to be installed.
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)?;
        Ok(Arc::new(config))
    }

    fn certificate(
        &self,
        kind: CertificateKind,
        key: &KeyPair,
    ) -> Result<CertificateDer<'static>, CertificateError> {
        let params = leaf_params(kind)?;
        let certificate = match kind {
            CertificateKind::SelfSigned | CertificateKind::SelfSignedAuthority => {
                params.self_signed(key)?
            }
            CertificateKind::UnknownAuthority => {
                params.signed_by(key, &Self::named("Unbekannte CA")?.issuer)?
            }
            CertificateKind::ChainIncomplete => {
                let middle_key = KeyPair::generate()?;
                let middle = authority_params("Kontorpost Übungsbüro Zwischenstelle")?;
                params.signed_by(key, &Issuer::new(middle, middle_key))?
            }
            CertificateKind::Valid
            | CertificateKind::Expired
            | CertificateKind::NotYetValid
            | CertificateKind::WrongName => params.signed_by(key, &self.issuer)?,
        };
        Ok(certificate.der().clone())
    }
}

fn authority_params(name: &str) -> Result<CertificateParams, CertificateError> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![
        KeyUsagePurpose::KeyCertSign,
        KeyUsagePurpose::CrlSign,
        KeyUsagePurpose::DigitalSignature,
    ];
    params.not_before = days_ago(30).into();
    params.not_after = in_days(90).into();
    Ok(params)
}

fn leaf_params(kind: CertificateKind) -> Result<CertificateParams, CertificateError> {
    let names = match kind {
        CertificateKind::WrongName => vec!["mail.anderswo.example".to_owned()],
        _ => NAMES.map(str::to_owned).to_vec(),
    };
    let common = names.first().cloned().unwrap_or_default();
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name.push(DnType::CommonName, common);
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // Apple's verifier refuses server certificates that are valid for longer than 825 days.
    let (from, until) = match kind {
        CertificateKind::Expired => (days_ago(20), days_ago(1)),
        CertificateKind::NotYetValid => (in_days(2), in_days(60)),
        _ => (days_ago(1), in_days(60)),
    };
    params.not_before = from.into();
    params.not_after = until.into();
    if kind == CertificateKind::SelfSignedAuthority {
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages.push(KeyUsagePurpose::KeyCertSign);
    }
    Ok(params)
}

fn days_ago(days: u64) -> SystemTime {
    let now = SystemTime::now();
    now.checked_sub(Duration::from_secs(days * DAY))
        .unwrap_or(now)
}

fn in_days(days: u64) -> SystemTime {
    let now = SystemTime::now();
    now.checked_add(Duration::from_secs(days * DAY))
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_can_be_served() {
        let authority = Authority::new().unwrap();
        assert!(authority.pem().starts_with("-----BEGIN CERTIFICATE-----"));
        for kind in [
            CertificateKind::Valid,
            CertificateKind::Expired,
            CertificateKind::NotYetValid,
            CertificateKind::WrongName,
            CertificateKind::SelfSigned,
            CertificateKind::SelfSignedAuthority,
            CertificateKind::UnknownAuthority,
            CertificateKind::ChainIncomplete,
        ] {
            authority.server_config(kind).unwrap();
        }
    }
}
