//! Telling of new mail over a standing connection.

use std::io;
use std::time::Duration;

use roxmltree::Node;

use super::Session;
use super::folders::{folder_id, within};
use super::soap::{Answer, Failure, escape};
use crate::service::demo::house::House;
use crate::service::demo::interrupt::Next;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// Looks between two signs of life: half a minute.
const LOOKS: u32 = 300;

/// Subscribe: the subscription names the folder by itself.
pub(super) fn subscribe(
    house: &House,
    operation: Node<'_, '_>,
    user: &str,
) -> Result<Answer, Failure> {
    let place = within(house, operation, "FolderIds", user)?;
    let id = folder_id(&place);
    Ok(Answer::one(format!(
        "<m:SubscriptionId>{id}</m:SubscriptionId>"
    )))
}

impl Session {
    /// GetStreamingEvents: tells until the client goes.
    pub(super) async fn stream(&mut self, subscription: &str) -> io::Result<Next> {
        let place = STANDARD.decode(subscription).ok();
        let place = place.and_then(|it| String::from_utf8(it).ok());
        let place = place.unwrap_or_default();
        let (user, folder) = place.split_once('\n').unwrap_or_default();
        self.link.put(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n\
              Transfer-Encoding: chunked\r\n\r\n",
        );
        let next = |house: &House| house.store.with_folder(user, folder, |it| it.uid_next);
        let mut known = next(&self.house);
        self.tell("<m:ConnectionStatus>OK</m:ConnectionStatus>")
            .await?;
        let mut looks = 0;
        loop {
            tokio::time::sleep(PAUSE).await;
            looks += 1;
            let now = next(&self.house);
            if now > known {
                known = now;
                let event = format!(
                    "<m:Notifications><m:Notification><t:SubscriptionId>{}</t:SubscriptionId>\
                     <t:MoreEvents>false</t:MoreEvents><t:NewMailEvent>\
                     <t:TimeStamp>2026-11-22T10:00:00Z</t:TimeStamp></t:NewMailEvent>\
                     </m:Notification></m:Notifications>",
                    escape(subscription)
                );
                self.tell(&event).await?;
            } else if looks % LOOKS == 0 {
                self.tell("<m:ConnectionStatus>OK</m:ConnectionStatus>")
                    .await?;
            }
        }
    }

    async fn tell(&mut self, content: &str) -> io::Result<()> {
        let document = Answer::one(content.to_owned()).document("GetStreamingEvents");
        let chunk = format!("{:x}\r\n{document}\r\n", document.len());
        self.link.put(chunk.as_bytes());
        self.link.flush().await
    }
}
