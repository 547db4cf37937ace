//! Linking a page to a phone: QR codes that change, pairing codes that are typed.

use super::phones::Device;
use super::timers::Timer;
use super::{PageId, Refusal, World};
use crate::number::Number;
use crate::truth::Event;
use crate::wire::{PageKeys, ToPage};
use std::collections::VecDeque;

/// After so many codes the page stops and waits to be asked (`conn.qrcode_idle`, engine facts §1.4).
const QR_CODES: u32 = 5;

/// Letters of a pairing code: no vowels, nothing that looks like something else.
const CODE_LETTERS: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTVWXYZ";

/// What a page that wants to be linked shows.
#[derive(Debug, Clone)]
pub(super) struct Pairing {
    pub(super) keys: PageKeys,
    pub(super) reference: Option<String>,
    /// The how-manieth code of this page; a rotation for an older one is stale.
    pub(super) nth: u32,
    /// How many codes were shown since the page last asked.
    pub(super) shown: u32,
    pub(super) link_code: Option<(Number, String)>,
}

impl Pairing {
    /// The QR code's text, as the page composes it: reference and keys separated by commas.
    pub(super) fn full_code(&self) -> Option<String> {
        let PageKeys {
            static_key,
            identity_key,
            secret,
        } = &self.keys;
        let reference = self.reference.as_ref()?;
        Some(format!("{reference},{static_key},{identity_key},{secret}"))
    }
}

impl World {
    pub(super) fn begin_pairing(&mut self, page: PageId, keys: PageKeys) {
        let Some(entry) = self.pages.get_mut(&page) else {
            return;
        };
        if entry.device.is_some() {
            return;
        }
        entry.pairing = Some(Pairing {
            keys,
            reference: None,
            nth: 0,
            shown: 0,
            link_code: None,
        });
        self.next_qr(page);
    }

    /// The page asks for codes again after they were used up.
    pub(super) fn refresh_qr(&mut self, page: PageId) {
        if let Some(pairing) = self.pairing_mut(page) {
            pairing.shown = 0;
            self.next_qr(page);
        }
    }

    pub(super) fn rotate_qr(&mut self, page: PageId, nth: u32) {
        let Some(pairing) = self.pairing_mut(page) else {
            return;
        };
        if pairing.nth != nth {
            return;
        }
        if pairing.shown >= QR_CODES {
            pairing.reference = None;
            self.send(page, ToPage::QrIdle);
        } else {
            self.next_qr(page);
        }
    }

    fn next_qr(&mut self, page: PageId) {
        let reference = format!("2@{}", self.dice("qr reference", &page.to_string()).hex(24));
        let Some(pairing) = self.pairing_mut(page) else {
            return;
        };
        pairing.nth += 1;
        pairing.shown += 1;
        pairing.reference = Some(reference.clone());
        let nth = pairing.nth;
        self.send(page, ToPage::Qr { reference });
        self.at(self.settings.qr_ms, Timer::QrRotate { page, nth });
    }

    pub(super) fn make_link_code(&mut self, page: PageId, phone: &str) {
        let Ok(number) = phone.parse::<Number>() else {
            let reason = "not a phone number".to_owned();
            self.send(page, ToPage::LinkCodeError { reason });
            return;
        };
        let mut dice = self.dice("pairing code", number.digits());
        let letter = |_| {
            let nth = usize::try_from(dice.below(CODE_LETTERS.len() as u64)).unwrap_or(0);
            char::from(CODE_LETTERS.get(nth).copied().unwrap_or(b'1'))
        };
        let code: String = (0..8).map(letter).collect();
        let Some(pairing) = self.pairing_mut(page) else {
            return;
        };
        pairing.link_code = Some((number, code.clone()));
        self.send(page, ToPage::LinkCode { code });
    }

    pub(super) fn cancel_link_code(&mut self, page: PageId) {
        if let Some(pairing) = self.pairing_mut(page) {
            pairing.link_code = None;
        }
    }

    /// A phone scans a QR code's text. Answers the new device's id.
    ///
    /// # Errors
    /// [`Refusal`]: no such phone, banned, or no page shows this code now.
    pub fn scan(&mut self, phone: &Number, qr: &str) -> Result<String, Refusal> {
        self.may_link(phone)?;
        let shows = |p: &Pairing| p.full_code().is_some_and(|code| code == qr.trim());
        self.link(phone, shows)
    }

    /// A phone scans whatever this page shows. Answers the new device's id.
    ///
    /// # Errors
    /// [`Refusal`]: no such phone or page, banned, or the page shows no code now.
    pub fn scan_page(&mut self, phone: &Number, page: PageId) -> Result<String, Refusal> {
        let page = self.pages.get(&page).ok_or(Refusal::NoSuchPage)?;
        let code = page
            .pairing
            .as_ref()
            .and_then(Pairing::full_code)
            .ok_or(Refusal::NoSuchCode)?;
        self.scan(phone, &code)
    }

    /// The phone's owner types a pairing code, which is good for this phone only. Answers the new device's id.
    ///
    /// # Errors
    /// [`Refusal`]: no such phone, banned, or no page shows this code for this phone.
    pub fn enter_code(&mut self, phone: &Number, code: &str) -> Result<String, Refusal> {
        self.may_link(phone)?;
        let typed: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let typed = typed.to_ascii_uppercase();
        let shows = |p: &Pairing| {
            p.link_code
                .as_ref()
                .is_some_and(|(number, code)| number == phone && *code == typed)
        };
        self.link(phone, shows)
    }

    fn may_link(&self, phone: &Number) -> Result<(), Refusal> {
        match self.state.phones.get(phone) {
            None => Err(Refusal::NoSuchPhone(phone.clone())),
            Some(p) if p.banned => Err(Refusal::Banned(phone.clone())),
            Some(_) => Ok(()),
        }
    }

    fn link(
        &mut self,
        number: &Number,
        shows: impl Fn(&Pairing) -> bool,
    ) -> Result<String, Refusal> {
        let page = self.pages.iter().find_map(|(id, page)| {
            let pairing = page.pairing.as_ref().filter(|p| shows(p))?;
            Some((*id, pairing.keys.secret.clone()))
        });
        let (page, secret) = page.ok_or(Refusal::NoSuchCode)?;
        let linked_at = self.now;
        let phone = self.phone_mut(number)?;
        let device = format!("{}:{}", number.digits(), phone.next_device);
        phone.next_device += 1;
        let key = secret.into_bytes();
        let outbox: VecDeque<_> = (1..).zip(phone.recent.iter().cloned()).collect();
        let entry = Device {
            key,
            linked_at,
            next_seq: phone.recent.len() as u64,
            outbox,
            page: None,
        };
        phone.devices.insert(device.clone(), entry);
        if let Some(page) = self.pages.get_mut(&page) {
            page.pairing = None;
        }
        self.record(
            Some(number),
            None,
            Event::Linked {
                device: device.clone(),
            },
        );
        self.send(
            page,
            ToPage::Linked {
                device: device.clone(),
            },
        );
        Ok(device)
    }

    fn pairing_mut(&mut self, page: PageId) -> Option<&mut Pairing> {
        self.pages.get_mut(&page)?.pairing.as_mut()
    }
}
