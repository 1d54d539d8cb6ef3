//! The name service: MX (RFC 5321 section 5), SRV (RFC 2782) and addresses. Only domain names are
//! ever asked for.

use crate::domain::discovery::srv::Record;
use crate::transport::error::{Cause, Error, Result, Step};
use hickory_resolver::config::{
    ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts,
};
use hickory_resolver::lookup::Lookup;
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::RData;
use hickory_resolver::{ResolverBuilder, TokioResolver};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

/// How long one question may wait for its answer before it is asked again.
const PATIENCE: Duration = Duration::from_secs(2);

/// Looks names up. Cheap to clone.
#[derive(Clone)]
pub struct Names {
    resolver: TokioResolver,
}

fn unusable(error: &NetError) -> Error {
    match error {
        NetError::Timeout => Cause::Timeout.at(Step::Resolve),
        other => Cause::Unreachable(other.to_string()).at(Step::Resolve),
    }
}

fn found(answer: std::result::Result<Lookup, NetError>) -> Result<Vec<RData>> {
    match answer {
        Ok(lookup) => Ok(lookup.answers().iter().map(|it| it.data.clone()).collect()),
        Err(error) if error.is_no_records_found() => Ok(Vec::new()),
        Err(error) => Err(unusable(&error)),
    }
}

impl Names {
    /// Asks this server, or those of the system.
    ///
    /// # Errors
    /// At [`Step::Resolve`] when the system names no server.
    pub fn new(server: Option<SocketAddr>) -> Result<Self> {
        let mut builder: ResolverBuilder<TokioRuntimeProvider> = match server {
            None => TokioResolver::builder_tokio().map_err(|it| unusable(&it))?,
            Some(server) => {
                let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()];
                let connections = connections.map(|mut it| {
                    it.port = server.port();
                    it
                });
                let server = NameServerConfig::new(server.ip(), true, connections.into());
                let config = ResolverConfig::from_name_servers(vec![server]);
                TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            }
        };
        let options: &mut ResolverOpts = builder.options_mut();
        options.timeout = PATIENCE;
        options.attempts = 2;
        if server.is_some() {
            options.use_hosts_file = ResolveHosts::Never;
        }
        let resolver = builder.build().map_err(|it| unusable(&it))?;
        Ok(Self { resolver })
    }

    /// The hosts that take the domain's mail, the preferred first; `.` alone says that the domain
    /// takes no mail (RFC 7505).
    ///
    /// # Errors
    /// At [`Step::Resolve`].
    pub async fn mx(&self, domain: &str) -> Result<Vec<(u16, String)>> {
        let records = found(self.resolver.mx_lookup(absolute(domain)).await)?;
        let mut hosts: Vec<(u16, String)> = records
            .into_iter()
            .filter_map(|it| match it {
                RData::MX(mx) => Some((mx.preference, mx.exchange.to_ascii())),
                _ => None,
            })
            .collect();
        hosts.sort();
        Ok(hosts)
    }

    /// The SRV records of a name such as `_imaps._tcp.kanzlei.example`, in no order.
    ///
    /// # Errors
    /// At [`Step::Resolve`].
    pub async fn srv(&self, name: &str) -> Result<Vec<Record>> {
        let records = found(self.resolver.srv_lookup(absolute(name)).await)?;
        let records = records.into_iter().filter_map(|it| match it {
            RData::SRV(srv) => Some(Record {
                priority: srv.priority,
                weight: srv.weight,
                port: srv.port,
                target: srv.target.to_ascii(),
            }),
            _ => None,
        });
        Ok(records.collect())
    }

    /// The addresses of a host.
    ///
    /// # Errors
    /// At [`Step::Resolve`].
    pub async fn addresses(&self, host: &str) -> Result<Vec<IpAddr>> {
        if let Ok(address) = host.parse() {
            return Ok(vec![address]);
        }
        match self.resolver.lookup_ip(absolute(host)).await {
            Ok(lookup) => Ok(lookup.iter().collect()),
            Err(error) if error.is_no_records_found() => Ok(Vec::new()),
            Err(error) => Err(unusable(&error)),
        }
    }
}

/// With the final dot, so that no search list of the system is appended.
fn absolute(name: &str) -> String {
    format!("{}.", name.trim_end_matches('.'))
}
