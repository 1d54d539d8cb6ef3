//! `kontorpost zuordnung …`

use super::Outcome;
use super::args::Zuordnung as Verb;
use super::output::Output;
use super::stammdaten::number;
use crate::domain::register::{Zuordnung, ZuordnungBar};
use crate::domain::stammdaten::BenutzerNumber;
use crate::i18n::{Text, texts};
use crate::service::{Office, Result};
use serde_json::json;

pub(super) fn run(office: &Office, verb: Verb, output: Output) -> Result<Outcome> {
    let (von, an, replace) = match verb {
        Verb::Add { von, an } => (von, an, false),
        Verb::Edit { von, an } => (von, an, true),
        Verb::Remove { von, an } => {
            let an = an.map(number).transpose()?;
            let count = office.remove_zuordnung(&von, an)?;
            output.say(texts::zuordnung_removed(&von, count));
            output.object(json!({"type": "zuordnung-removed", "von": von, "count": count}));
            return Ok(Outcome::Done);
        }
        Verb::List => {
            list(&office.zuordnungen()?, output);
            return Ok(Outcome::Done);
        }
    };
    let mut benutzer: Vec<BenutzerNumber> = an.into_iter().map(number).collect::<Result<_>>()?;
    benutzer.sort();
    benutzer.dedup();
    office.set_zuordnung(&von, &benutzer, replace)?;
    let shown: Vec<String> = benutzer.iter().map(ToString::to_string).collect();
    let verb = if replace { "edited" } else { "added" };
    output.say(texts::zuordnung_set(&von, shown.join(", ")));
    output.object(json!({
        "type": format!("zuordnung-{verb}"), "von": von,
        "an": benutzer.iter().map(|it| it.value()).collect::<Vec<_>>(),
    }));
    Ok(Outcome::Done)
}

fn bar(bar: ZuordnungBar) -> Text {
    match bar {
        ZuordnungBar::VonUnknown => texts::zuordnung_bar_von_unknown(),
        ZuordnungBar::VonNotCurrent => texts::zuordnung_bar_von_not_current(),
        ZuordnungBar::AnNotCurrent => texts::zuordnung_bar_an_not_current(),
        ZuordnungBar::AnExternal => texts::zuordnung_bar_an_external(),
    }
}

fn list(all: &[Zuordnung], output: Output) {
    if output.json {
        for it in all {
            output.object(json!({
                "type": "zuordnung", "von": it.von, "an": it.an.value(),
                "bar": it.bar.map(ZuordnungBar::word),
            }));
        }
        return;
    }
    if all.is_empty() {
        return output.say(texts::list_empty());
    }
    let heading = vec![
        texts::zuordnung_head_von(),
        texts::zuordnung_head_an(),
        texts::zuordnung_head_bar(),
    ];
    let row = |it: &Zuordnung| {
        let words = it.bar.map(|it| bar(it).show(output.language));
        vec![it.von.clone(), it.an.to_string(), words.unwrap_or_default()]
    };
    output.table(heading, all.iter().map(row).collect());
}
