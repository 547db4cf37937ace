//! Phones: the accounts that can scan a code and link devices.

use super::{PageId, Refusal, World};
use crate::clock::Millis;
use crate::number::Number;
use crate::truth::Event;
use crate::wire::{Delivery, ToPage};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Messages that a newly linked device gets.
const RECENT: usize = 200;

/// A phone with its account and linked devices.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Phone {
    pub(super) name: String,
    pub(super) devices: BTreeMap<String, Device>,
    pub(super) next_device: u32,
    /// Blocked for good.
    pub(super) banned: bool,
    /// Blocked until then.
    pub(super) blocked_until: Option<Millis>,
    /// May not write to strangers until then (463).
    pub(super) time_lock_until: Option<Millis>,
    /// How many more strangers it may write to; none: no cap.
    pub(super) new_chats_left: Option<u32>,
    /// The server refuses connections until then.
    pub(super) unreachable_until: Option<Millis>,
    /// People with whom it has had a conversation.
    pub(super) known: BTreeSet<Number>,
    /// The last messages that came in: a newly linked device gets them, as WhatsApp synchronises recent chats.
    pub(super) recent: VecDeque<Delivery>,
}

/// A linked device. Its key is a secret of the simulation only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Device {
    pub(super) key: Vec<u8>,
    pub(super) linked_at: Millis,
    pub(super) next_seq: u64,
    /// Deliveries that the page has not confirmed yet.
    pub(super) outbox: VecDeque<(u64, Delivery)>,
    /// The page it is connected by.
    #[serde(skip)]
    pub(super) page: Option<PageId>,
}

/// A phone as the control API shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneView {
    /// Its number.
    pub number: Number,
    /// Its owner's name.
    pub name: String,
    /// Linked devices.
    pub devices: Vec<DeviceView>,
    /// Blocked for good.
    pub banned: bool,
    /// Blocked until then, milliseconds since 1970.
    pub blocked_until: Option<Millis>,
    /// May not write to strangers until then, milliseconds since 1970.
    pub time_lock_until: Option<Millis>,
    /// How many more strangers it may write to.
    pub new_chats_left: Option<u32>,
}

/// A linked device as the control API shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceView {
    /// `<digits>:<n>`.
    pub device: String,
    /// When it was linked, milliseconds since 1970.
    pub linked_at: Millis,
    /// A page is connected as this device now.
    pub online: bool,
    /// How many deliveries wait for it.
    pub waiting: usize,
}

impl Phone {
    fn new(name: String) -> Self {
        Self {
            name,
            devices: BTreeMap::new(),
            next_device: 1,
            banned: false,
            blocked_until: None,
            time_lock_until: None,
            new_chats_left: None,
            unreachable_until: None,
            known: BTreeSet::new(),
            recent: VecDeque::new(),
        }
    }

    fn view(&self, number: &Number) -> PhoneView {
        let devices = self.devices.iter().map(|(id, device)| DeviceView {
            device: id.clone(),
            linked_at: device.linked_at,
            online: device.page.is_some(),
            waiting: device.outbox.len(),
        });
        PhoneView {
            number: number.clone(),
            name: self.name.clone(),
            devices: devices.collect(),
            banned: self.banned,
            blocked_until: self.blocked_until,
            time_lock_until: self.time_lock_until,
            new_chats_left: self.new_chats_left,
        }
    }
}

impl World {
    /// Makes a phone, or answers the one with this number. True if it is new.
    pub fn create_phone(&mut self, number: &Number, name: Option<String>) -> (PhoneView, bool) {
        let new = !self.state.phones.contains_key(number);
        let name = name.unwrap_or_else(|| format!("Phone {number}"));
        let phone = self
            .state
            .phones
            .entry(number.clone())
            .or_insert_with(|| Phone::new(name));
        (phone.view(number), new)
    }

    /// All phones by number.
    #[must_use]
    pub fn phones(&self) -> Vec<PhoneView> {
        self.state
            .phones
            .iter()
            .map(|(number, phone)| phone.view(number))
            .collect()
    }

    /// One phone.
    ///
    /// # Errors
    /// [`Refusal::NoSuchPhone`].
    pub fn phone(&self, number: &Number) -> Result<PhoneView, Refusal> {
        let phone = self.state.phones.get(number);
        phone
            .map(|p| p.view(number))
            .ok_or_else(|| Refusal::NoSuchPhone(number.clone()))
    }

    pub(super) fn phone_mut(&mut self, number: &Number) -> Result<&mut Phone, Refusal> {
        let phone = self.state.phones.get_mut(number);
        phone.ok_or_else(|| Refusal::NoSuchPhone(number.clone()))
    }

    /// Pages that are connected as devices of this phone.
    pub(super) fn pages_of(&self, number: &Number) -> Vec<PageId> {
        let phone = self.state.phones.get(number);
        phone.map_or_else(Vec::new, |p| {
            p.devices.values().filter_map(|d| d.page).collect()
        })
    }

    /// Puts a delivery in every linked device's queue and sends it to those that are connected.
    pub(super) fn deliver_to_devices(&mut self, number: &Number, item: &Delivery) {
        let Some(phone) = self.state.phones.get_mut(number) else {
            return;
        };
        if matches!(item, Delivery::Message { .. }) {
            phone.recent.push_back(item.clone());
            if phone.recent.len() > RECENT {
                phone.recent.pop_front();
            }
        }
        let mut frames = Vec::new();
        for device in phone.devices.values_mut() {
            device.next_seq += 1;
            device.outbox.push_back((device.next_seq, item.clone()));
            if let Some(page) = device.page {
                frames.push((
                    page,
                    ToPage::Deliver {
                        seq: device.next_seq,
                        item: item.clone(),
                    },
                ));
            }
        }
        for (page, frame) in frames {
            self.send(page, frame);
        }
    }

    /// Removes one linked device, or all of them. Connected pages are told the reason.
    ///
    /// # Errors
    /// [`Refusal::NoSuchPhone`].
    pub fn unlink(
        &mut self,
        number: &Number,
        device: Option<&str>,
        reason: &str,
    ) -> Result<usize, Refusal> {
        let phone = self.phone_mut(number)?;
        let gone: Vec<(String, Device)> = match device {
            Some(id) => phone.devices.remove_entry(id).into_iter().collect(),
            None => std::mem::take(&mut phone.devices).into_iter().collect(),
        };
        for (id, device) in &gone {
            let reason = reason.to_owned();
            if let Some(page) = device.page {
                self.send(
                    page,
                    ToPage::LoggedOut {
                        reason: reason.clone(),
                    },
                );
                self.forget_login(page);
            }
            self.record(
                Some(number),
                None,
                Event::LoggedOut {
                    device: id.clone(),
                    reason,
                },
            );
        }
        Ok(gone.len())
    }
}
