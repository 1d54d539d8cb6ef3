//! `kontorpost settings …`

use super::Outcome;
use super::akten::{NONE, nobody_or};
use super::args::Settings as Verb;
use super::args_office::SettingsValues;
use super::output::Output;
use crate::domain::office_settings::{
    DirectiveSenders, OfficeSettings, SenderPattern, SettingFault, SettingsChange,
};
use crate::domain::stammdaten::BenutzerNumber;
use crate::i18n::{Text, texts};
use crate::service::{Error, Office, Result};
use serde_json::{Value, json};

pub(super) fn run(office: &Office, verb: Verb, output: Output) -> Result<Outcome> {
    let settings = match verb {
        Verb::Show => office.office_settings()?,
        Verb::Set(values) => {
            let settings = office.change_settings(&change(values)?)?;
            output.say(texts::settings_changed());
            settings
        }
    };
    // Without the right they are not shown, as in the window.
    let may_see = office.may_change_reading().is_ok();
    if output.json {
        output.object(object(&settings, may_see));
    } else {
        show(&settings, may_see, output);
    }
    Ok(Outcome::Done)
}

fn change(values: SettingsValues) -> Result<SettingsChange> {
    let mut faults = Vec::new();
    let mut pattern = |given: &String| {
        let read = SenderPattern::parse(given);
        if read.is_none() {
            faults.push(SettingFault::PatternInvalid(given.clone()));
        }
        read
    };
    let block = values.sperren.iter().filter_map(&mut pattern).collect();
    let unblock = values.entsperren.iter().filter_map(&mut pattern).collect();
    let fax = values
        .fax_kennung
        .map(|given| match NONE.contains(&given.as_str()) {
            true => None,
            false => pattern(&given),
        });
    let directives = values.betreff_befehle.and_then(|given| {
        let read = DirectiveSenders::from_word(&given);
        if read.is_none() {
            let allowed = DirectiveSenders::ALL.map(DirectiveSenders::word).join(", ");
            faults.push(SettingFault::WordUnknown { given, allowed });
        }
        read
    });
    let minutes = values.minuten.and_then(|given| {
        let read = given.parse().ok();
        if read.is_none() {
            faults.push(SettingFault::MinutesInvalid(given));
        }
        read
    });
    if !faults.is_empty() {
        return Err(Error::Settings(faults));
    }
    let forward_to = values.weiterleitung.as_deref();
    Ok(SettingsChange {
        directives,
        forward_to: forward_to.map(|it| nobody_or(Some(it), None)).transpose()?,
        block,
        unblock,
        fax,
        reading_on: values.einlesen_on,
        minutes,
        taetigkeit: values
            .taetigkeit
            .map(|it| Some(it).filter(|it| !NONE.contains(&it.as_str()))),
        complete: values.abschliessen,
    })
}

fn object(settings: &OfficeSettings, may_see: bool) -> Value {
    let reading = &settings.reading;
    let reading = json!({
        "on": reading.on, "minutes": reading.minutes, "complete": reading.complete,
        "taetigkeit": reading.taetigkeit.as_ref().map(|it| &it.name),
    });
    let words = |all: &[SenderPattern]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "type": "settings",
        "directives": settings.directives.word(),
        "forward_to": settings.forward_to.map(BenutzerNumber::value),
        "blocked": words(&settings.blocked),
        "fax": settings.fax.as_ref().map(ToString::to_string),
        "reading": may_see.then_some(reading),
    })
}

fn directives(senders: DirectiveSenders) -> Text {
    match senders {
        DirectiveSenders::Own => texts::settings_directives_own(),
        DirectiveSenders::Known => texts::settings_directives_known(),
        DirectiveSenders::All => texts::settings_directives_all(),
    }
}

fn show(settings: &OfficeSettings, may_see: bool, output: Output) {
    let words = |text: Text| text.show(output.language);
    let none = || words(texts::settings_none());
    let blocked: Vec<String> = settings.blocked.iter().map(ToString::to_string).collect();
    let blocked = Some(blocked.join(", ")).filter(|it| !it.is_empty());
    let forward = settings
        .forward_to
        .map(|it| words(texts::settings_forward_to(it.to_string())));
    let fax = settings.fax.as_ref().map(ToString::to_string);
    output.say(texts::settings_line_directives(words(directives(
        settings.directives,
    ))));
    output.say(texts::settings_line_forward(forward.unwrap_or_else(none)));
    output.say(texts::settings_line_blocked(blocked.unwrap_or_else(none)));
    output.say(texts::settings_line_fax(fax.unwrap_or_else(none)));
    if !may_see {
        return output.say(texts::settings_reading_hidden());
    }
    let reading = &settings.reading;
    output.say(if reading.on {
        texts::settings_line_reading_on(reading.minutes)
    } else {
        texts::settings_line_reading_off(reading.minutes)
    });
    let taetigkeit = reading.taetigkeit.as_ref().map(|it| it.name.clone());
    let taetigkeit = taetigkeit.unwrap_or_else(none);
    output.say(texts::settings_line_taetigkeit(taetigkeit));
    output.say(texts::settings_line_complete(
        output.yes_no(reading.complete),
    ));
}
