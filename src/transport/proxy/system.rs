//! Which proxy the system names: the environment first, as everywhere; on Windows then what stands
//! under "Internetoptionen".

use super::Choice;

/// The choice as it is now, and where it comes from.
pub(super) fn choice() -> (Choice, &'static str) {
    let of_environment = environment(|name| std::env::var(name).ok());
    if !of_environment.https.is_empty() {
        return (of_environment, "environment");
    }
    match windows() {
        Some(mut found) => {
            if !of_environment.no.is_empty() {
                found.no = of_environment.no;
            }
            (found, "windows")
        }
        None => (of_environment, "none"),
    }
}

/// As curl reads it.
fn environment(value: impl Fn(&str) -> Option<String>) -> Choice {
    let first = |names: [&str; 2]| {
        let mut values = names.into_iter().filter_map(&value);
        values.find(|it| !it.trim().is_empty()).unwrap_or_default()
    };
    let https = first(["https_proxy", "HTTPS_PROXY"]);
    let all = || first(["all_proxy", "ALL_PROXY"]);
    Choice {
        https: if https.is_empty() { all() } else { https },
        no: first(["no_proxy", "NO_PROXY"]),
        script: None,
    }
}

#[cfg(windows)]
fn windows() -> Option<Choice> {
    let path = "Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";
    let settings = windows_registry::CURRENT_USER.open(path).ok()?;
    let text = |name: &str| settings.get_string(name).ok();
    let script = text("AutoConfigURL").filter(|it| !it.trim().is_empty());
    if settings.get_u32("ProxyEnable").unwrap_or(0) == 0 {
        return script.map(|it| Choice {
            script: Some(it),
            ..Choice::default()
        });
    }
    let server = text("ProxyServer").unwrap_or_default();
    let except = text("ProxyOverride").unwrap_or_default();
    Some(Choice {
        https: of_server(&server),
        no: of_override(&except),
        script,
    })
}

#[cfg(not(windows))]
fn windows() -> Option<Choice> {
    None
}

/// `proxy:3128`, or one for each kind: `http=a:80;https=b:3128;socks=c:1080`.
#[cfg(any(windows, test))]
fn of_server(server: &str) -> String {
    let parts: Vec<&str> = server.split(';').map(str::trim).collect();
    let of = |kind: &str| {
        let mut values = parts.iter().filter_map(|it| it.split_once('='));
        values.find(|it| it.0.trim() == kind).map(|it| it.1.trim())
    };
    let plain = parts.iter().find(|it| !it.is_empty() && !it.contains('='));
    let socks = || of("socks").map(|it| format!("socks4://{it}"));
    let found = of("https").or(plain.copied()).map(ToOwned::to_owned);
    found.or_else(socks).unwrap_or_default()
}

/// `*.kanzlei.example;10.*;<local>` in the form of `no_proxy`. What is meant by `<local>` is reached
/// directly in any case.
#[cfg(any(windows, test))]
fn of_override(except: &str) -> String {
    let entries = except.split([';', ',']).map(str::trim);
    let entries = entries.filter(|it| !it.is_empty() && !it.starts_with('<'));
    let entries = entries.map(|entry| {
        let entry = entry.split("://").last().unwrap_or(entry);
        network(entry).unwrap_or_else(|| match entry {
            "*" => "*".to_owned(),
            entry => entry.trim_start_matches('*').to_owned(),
        })
    });
    entries.collect::<Vec<_>>().join(",")
}

/// `10.*` and `192.168.1.*` as networks.
#[cfg(any(windows, test))]
fn network(entry: &str) -> Option<String> {
    let fixed = entry.trim_end_matches(['*', '.']);
    let octets: Vec<_> = fixed
        .split('.')
        .map(|it| it.parse::<u8>().ok())
        .collect::<Option<Vec<u8>>>()?;
    let is_open = entry.contains('*') && octets.len() < 4;
    is_open.then(|| {
        let whole = octets.iter().map(u8::to_string);
        let zeros = std::iter::repeat_n("0".to_owned(), 4 - octets.len());
        let address: Vec<String> = whole.chain(zeros).collect();
        format!("{}/{}", address.join("."), octets.len() * 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_writes_down_is_read() {
        assert_eq!(of_server("proxy:3128"), "proxy:3128");
        assert_eq!(of_server("http=a:80; https=b:3128"), "b:3128");
        assert_eq!(of_server("socks=c:1080"), "socks4://c:1080");
        assert_eq!(of_server(""), "");
        let no = of_override("*.kanzlei.example;10.*;192.168.1.*; exchange ;<local>;*");
        assert_eq!(no, ".kanzlei.example,10.0.0.0/8,192.168.1.0/24,exchange,*");
    }

    #[test]
    fn the_environment_is_read_as_everywhere() {
        let values = |pairs: &'static [(&str, &str)]| {
            environment(move |name| {
                let found = pairs.iter().find(|it| it.0 == name);
                found.map(|it| it.1.to_owned())
            })
        };
        let both = values(&[("HTTPS_PROXY", "b"), ("all_proxy", "c"), ("no_proxy", "d")]);
        assert_eq!((both.https.as_str(), both.no.as_str()), ("b", "d"));
        assert_eq!(
            values(&[("https_proxy", ""), ("ALL_PROXY", "c")]).https,
            "c"
        );
        assert_eq!(values(&[("http_proxy", "x")]), Choice::default());
    }
}
