//! Turns `i18n/*.ftl` into one Rust function per text, and stops on a text that is missing in a
//! language or takes other arguments there than in `de.ftl`, the reference.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{env, fs, path::Path, process::exit};

/// Arguments of a text in the order in which they first appear.
type Texts = BTreeMap<String, Vec<String>>;

fn main() {
    println!("cargo:rerun-if-changed=i18n");
    println!("cargo:rerun-if-changed=build.rs");
    let german = read("i18n/de.ftl");
    let english = read("i18n/en.ftl");
    let faults = compare(&german, &english);
    if !faults.is_empty() {
        for fault in faults {
            println!("cargo:error={fault}");
        }
        exit(1);
    }
    resources();
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("texts.rs"), functions(&german)).expect("OUT_DIR is writable");
}

/// Icon, version and manifest of the Windows program.
fn resources() {
    println!("cargo:rerun-if-changed=packaging/windows/kontorpost.ico");
    println!("cargo:rerun-if-changed=packaging/windows/kontorpost.manifest");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    let mut resources = winresource::WindowsResource::new();
    resources
        .set_icon("packaging/windows/kontorpost.ico")
        .set_manifest_file("packaging/windows/kontorpost.manifest")
        .set_language(0x0407)
        .set("ProductName", "Kontorpost")
        .set("FileDescription", "Kontorpost")
        .set("CompanyName", "Kontorpost")
        .set("LegalCopyright", "Kontorpost");
    if let Err(error) = resources.compile() {
        fail(&format!("resources of the Windows program: {error}"));
    }
}

fn read(path: &str) -> Texts {
    let source = fs::read_to_string(path).unwrap_or_else(|error| fail(&format!("{path}: {error}")));
    let resource = parser::parse(source.as_str())
        .unwrap_or_else(|(_, errors)| fail(&format!("{path}: {errors:?}")));
    let mut texts = Texts::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let mut arguments = Vec::new();
        match &message.value {
            Some(pattern) => collect(pattern, &mut arguments),
            None => fail(&format!("{path}: {} has no value", message.id.name)),
        }
        if texts
            .insert(message.id.name.to_owned(), arguments)
            .is_some()
        {
            fail(&format!("{path}: {} stands twice", message.id.name));
        }
    }
    texts
}

fn fail(message: &str) -> ! {
    println!("cargo:error={message}");
    exit(1)
}

fn collect(pattern: &Pattern<&str>, arguments: &mut Vec<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, arguments),
            Expression::Select { selector, variants } => {
                collect_inline(selector, arguments);
                variants
                    .iter()
                    .for_each(|variant| collect(&variant.value, arguments));
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, arguments: &mut Vec<String>) {
    match inline {
        InlineExpression::VariableReference { id }
            if !arguments.iter().any(|known| known == id.name) =>
        {
            arguments.push(id.name.to_owned());
        }
        InlineExpression::FunctionReference {
            arguments: call, ..
        } => {
            call.positional
                .iter()
                .for_each(|inner| collect_inline(inner, arguments));
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                collect_inline(inner, arguments);
            }
        }
        _ => {}
    }
}

fn compare(german: &Texts, english: &Texts) -> Vec<String> {
    let mut faults = Vec::new();
    for (key, arguments) in german {
        match english.get(key) {
            None => faults.push(format!("i18n/en.ftl lacks {key}")),
            Some(other) => {
                let sorted = |list: &Vec<String>| {
                    let mut list = list.clone();
                    list.sort();
                    list
                };
                if sorted(arguments) != sorted(other) {
                    faults.push(format!("{key}: de takes {arguments:?}, en takes {other:?}"));
                }
            }
        }
    }
    let extra = english.keys().filter(|key| !german.contains_key(*key));
    faults.extend(extra.map(|key| format!("i18n/de.ftl lacks {key}")));
    faults
}

fn functions(texts: &Texts) -> String {
    let mut out = String::new();
    for (key, arguments) in texts {
        let name = key.replace('-', "_");
        let parameters: Vec<String> = arguments
            .iter()
            .map(|it| format!("{}: impl Into<Arg>", it.replace('-', "_")))
            .collect();
        let values: Vec<String> = arguments
            .iter()
            .map(|it| format!("({it:?}, {}.into())", it.replace('-', "_")))
            .collect();
        let _ = writeln!(
            out,
            "/// Text `{key}`.\n#[allow(clippy::too_many_arguments)]\n\
             pub fn {name}({}) -> Text {{ Text::new({key:?}, vec![{}]) }}",
            parameters.join(", "),
            values.join(", "),
        );
    }
    let plain: Vec<&String> = texts
        .iter()
        .filter(|(_, arguments)| arguments.is_empty())
        .map(|(key, _)| key)
        .collect();
    let _ = writeln!(
        out,
        "/// Every text without arguments, by key.\n\
         pub(super) const PLAIN: &[&str] = &{plain:?};"
    );
    let keys: Vec<String> = texts
        .iter()
        .map(|(key, arguments)| format!("({key:?}, &{arguments:?})"))
        .collect();
    let _ = writeln!(
        out,
        "#[cfg(test)]\npub(super) const ALL: &[(&str, &[&str])] = &[{}];",
        keys.join(", ")
    );
    out
}
