//! Connected pages: what they ask, and who is logged in by which.

use super::pairing::Pairing;
use super::{Output, PageId, World};
use crate::clock::Millis;
use crate::number::Number;
use crate::truth::Event;
use crate::wire::{FromPage, ToPage};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// A connected page.
#[derive(Debug)]
pub(super) struct Page {
    connected_at: Millis,
    nonce: String,
    pub(super) pairing: Option<Pairing>,
    /// The account and device it is logged in as.
    pub(super) device: Option<(Number, String)>,
}

/// A connected page as the control API shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageView {
    /// Its name, new at each connection.
    pub page: PageId,
    /// Since when it is connected, milliseconds since 1970.
    pub connected_at: Millis,
    /// `scan` while it shows codes, `linked` once logged in, `idle` otherwise.
    pub state: String,
    /// The QR code's text.
    pub qr: Option<String>,
    /// The pairing code and the number it is good for.
    pub pairing_code: Option<String>,
    /// See `pairing_code`.
    pub pairing_phone: Option<Number>,
    /// The account it is logged in as.
    pub account: Option<Number>,
    /// The device it is logged in as.
    pub device: Option<String>,
}

impl World {
    /// A page connected. It is sent the challenge that a login has to sign.
    pub fn connect(&mut self) -> PageId {
        let page = self.next_page;
        self.next_page += 1;
        let nonce = self.dice("nonce", "").hex(16);
        let frame = ToPage::Challenge {
            nonce: nonce.clone(),
            ciphertext_share: self.settings.ciphertext_share,
            receipt_by_number_share: self.settings.receipt_by_number_share,
        };
        let entry = Page {
            connected_at: self.now,
            nonce,
            pairing: None,
            device: None,
        };
        self.pages.insert(page, entry);
        self.send(page, frame);
        page
    }

    /// A page's connection ended.
    pub fn disconnect(&mut self, page: PageId) {
        let Some(entry) = self.pages.remove(&page) else {
            return;
        };
        let Some((number, id)) = entry.device else {
            return;
        };
        if let Some(device) = self.device_mut(&number, &id)
            && device.page == Some(page)
        {
            device.page = None;
        }
        self.record(Some(&number), None, Event::Disconnected { device: id });
    }

    /// All connected pages.
    #[must_use]
    pub fn pages(&self) -> Vec<PageView> {
        let view = |(page, entry): (&PageId, &Page)| {
            let pairing = entry.pairing.as_ref();
            let code = pairing.and_then(|p| p.link_code.clone());
            PageView {
                page: *page,
                connected_at: entry.connected_at,
                state: match (&entry.device, pairing) {
                    (Some(_), _) => "linked".to_owned(),
                    (None, Some(_)) => "scan".to_owned(),
                    (None, None) => "idle".to_owned(),
                },
                qr: pairing.and_then(Pairing::full_code),
                pairing_phone: code.as_ref().map(|(number, _)| number.clone()),
                pairing_code: code.map(|(_, code)| code),
                account: entry.device.as_ref().map(|(number, _)| number.clone()),
                device: entry.device.as_ref().map(|(_, device)| device.clone()),
            }
        };
        self.pages.iter().map(view).collect()
    }

    /// A page said something.
    pub fn from_page(&mut self, page: PageId, frame: FromPage) {
        if !self.pages.contains_key(&page) {
            return;
        }
        match frame {
            FromPage::Hello { keys } => self.begin_pairing(page, keys),
            FromPage::Login { device, proof } => self.login(page, &device, &proof),
            FromPage::RefreshQr => self.refresh_qr(page),
            FromPage::LinkCode { phone } => self.make_link_code(page, &phone),
            FromPage::CancelLinkCode => self.cancel_link_code(page),
            FromPage::Send { id, chat, body } => self.page_sends(page, &id, &chat, &body),
            FromPage::Exists { req, wid } => self.answer_exists(page, req, &wid),
            FromPage::Got { upto, told_us } => self.confirm(page, upto, told_us),
            FromPage::Read { chat } => self.person_sees(page, &chat, Event::MarkedRead),
            FromPage::Composing { chat } => self.person_sees(page, &chat, Event::Typing),
            FromPage::Logout => {
                if let Some((number, device)) = self.login_of(page) {
                    // The phone is there: the page is logged in by it.
                    let _ = self.unlink(&number, Some(&device), "user_initiated");
                }
            }
        }
    }

    pub(super) fn login_of(&self, page: PageId) -> Option<(Number, String)> {
        self.pages.get(&page)?.device.clone()
    }

    /// The page is no longer logged in; its connection may stay.
    pub(super) fn forget_login(&mut self, page: PageId) {
        if let Some(entry) = self.pages.get_mut(&page) {
            entry.device = None;
        }
    }

    /// Closes a page's connection from the server's side.
    pub(super) fn close(&mut self, page: PageId) {
        self.out.push(Output::Close(page));
        self.disconnect(page);
    }

    fn login(&mut self, page: PageId, device: &str, proof: &str) {
        let number = device
            .split_once(':')
            .and_then(|(digits, _)| digits.parse::<Number>().ok());
        let nonce = self
            .pages
            .get(&page)
            .map(|p| p.nonce.clone())
            .unwrap_or_default();
        let known = number.as_ref().and_then(|n| self.device_mut(n, device));
        let sound = known.is_some_and(|d| proves(&d.key, &nonce, proof));
        let Some(number) = number.filter(|_| sound) else {
            self.send(
                page,
                ToPage::LoggedOut {
                    reason: "unknown_companion".to_owned(),
                },
            );
            return;
        };
        if self.turned_away(page, &number) {
            return;
        }
        // The newest connection of a device wins; the older one is told and ends.
        let older = self
            .device_mut(&number, device)
            .and_then(|d| d.page.replace(page));
        if let Some(older) = older.filter(|older| *older != page) {
            self.send(older, ToPage::Conflict);
            self.close(older);
            if let Some(device) = self.device_mut(&number, device) {
                device.page = Some(page);
            }
        }
        if let Some(entry) = self.pages.get_mut(&page) {
            entry.device = Some((number.clone(), device.to_owned()));
            entry.pairing = None;
        }
        self.record(
            Some(&number),
            None,
            Event::LoggedIn {
                device: device.to_owned(),
            },
        );
        let name = self
            .state
            .phones
            .get(&number)
            .map(|p| p.name.clone())
            .unwrap_or_default();
        let (lid, phone) = (self.lid(&number), number.digits().to_owned());
        self.send(
            page,
            ToPage::LoginOk {
                phone,
                lid,
                device: device.to_owned(),
                name,
            },
        );
        self.replay(page, &number, device);
    }

    /// Sends what waited while the device was away, then says that this was all.
    fn replay(&mut self, page: PageId, number: &Number, device: &str) {
        let waiting = self.device_mut(number, device).map(|d| d.outbox.clone());
        let waiting = waiting.unwrap_or_default();
        let count = waiting.len();
        for (seq, item) in waiting {
            self.send(page, ToPage::Deliver { seq, item });
        }
        self.send(page, ToPage::OfflineEnd { count });
    }

    /// True if the account may not connect now; the page was told.
    fn turned_away(&mut self, page: PageId, number: &Number) -> bool {
        let Some(phone) = self.state.phones.get(number) else {
            return true;
        };
        let until = |limit: Option<Millis>| limit.filter(|until| *until > self.now);
        if phone.banned {
            self.send(page, ToPage::Banned);
            true
        } else if let Some(until) = until(phone.blocked_until) {
            self.send(
                page,
                ToPage::TemporarilyBanned {
                    until: until / 1_000,
                },
            );
            self.close(page);
            true
        } else if until(phone.unreachable_until).is_some() {
            self.close(page);
            true
        } else {
            false
        }
    }

    /// The page has stored everything up to `upto`: it needs not be kept any longer.
    fn confirm(&mut self, page: PageId, upto: u64, told_us: Option<u64>) {
        let Some((number, id)) = self.login_of(page) else {
            return;
        };
        let Some(device) = self.device_mut(&number, &id) else {
            return;
        };
        let mut stored = Vec::new();
        while device.outbox.front().is_some_and(|(seq, _)| *seq <= upto) {
            if let Some((_, item)) = device.outbox.pop_front() {
                stored.push(item);
            }
        }
        let last = stored.len();
        for (nth, item) in (1..).zip(stored) {
            let told_us = told_us.filter(|_| nth == last);
            self.incoming_stored(&number, &id, item, told_us);
        }
    }

    pub(super) fn device_mut(
        &mut self,
        number: &Number,
        device: &str,
    ) -> Option<&mut super::phones::Device> {
        self.state.phones.get_mut(number)?.devices.get_mut(device)
    }
}

/// The page signed the challenge with the device's key.
fn proves(key: &[u8], nonce: &str, proof: &str) -> bool {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return false;
    };
    mac.update(nonce.as_bytes());
    hex::decode(proof).is_ok_and(|proof| mac.verify_slice(&proof).is_ok())
}
