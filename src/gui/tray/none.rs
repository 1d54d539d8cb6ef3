//! A system without a tray that the program knows.

use super::{Event, Look};
use iced::futures::channel::mpsc::Sender;
use tokio::sync::watch;

pub(super) async fn run(_: Option<String>, _: watch::Receiver<Look>, _: Sender<Event>) {}
