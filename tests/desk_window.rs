//! A clerk's day in the main window: places, lists, and what is done with mail.

#[path = "support/kanzlei.rs"]
mod kanzlei;
#[path = "support/window.rs"]
mod window;

use kanzlei::{Kanzlei, number};
use kontorpost::domain::desk::Listing;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use window::Desk;

fn open(kanzlei: &Kanzlei) -> Desk {
    Desk::open(kanzlei.office.clone(), Language::German)
}

#[test]
fn the_morning_shows_what_lies_where() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.wait_for("Terminsverlegung in Sachen 8/20");
    desk.wait_for("4 Nachrichten");
    desk.picture("desk_posteingang", Mode::Light, 1.0);
    desk.click("Mein Postkorb");
    desk.wait_for("8/20 Vergleichsangebot");
    desk.click("8/20 Vergleichsangebot");
    desk.wait_for("es geht um: 8/20 Vergleichsangebot");
    desk.picture("desk_postkorb", Mode::Light, 1.0);
    assert_eq!(kanzlei.list(Listing::Postkorb(number(1))).len(), 3);
}
