//! "E-Mail Konto" and "SMTP Authentifizierung", worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use kontorpost::gui::dialog::account::AccountDialog;
use kontorpost::gui::theme::Mode;
use window::Desk;

#[test]
fn look() {
    let mut desk = Desk::practice();
    desk.resize(690.0 + 80.0, 1500.0);
    desk.show(AccountDialog::new());
    desk.picture("konto_neu", Mode::Light, 1.0);
    let stored = desk.practice_office().office.accounts().expect("accounts");
    desk.press(iced_test::core::keyboard::key::Named::Escape);
    desk.show(AccountDialog::edit(stored[0].clone()));
    desk.picture("konto", Mode::Dark, 1.0);
}
