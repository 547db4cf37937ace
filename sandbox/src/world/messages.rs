//! Messages both ways, and what people do with them.

use super::timers::Timer;
use super::{FaultKind, PageId, Refusal, World};
use crate::api::Saying;
use crate::chance::Delay;
use crate::clock::Millis;
use crate::number::Number;
use crate::person::PHRASES;
use crate::truth::{Event, Truth};
use crate::wire::{Delivery, Shape, ToPage};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// From a page to the server and back, before scaling.
const NETWORK: Delay = Delay::new(20, 120);

/// A message that left the server for a person's phone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct OnTheWay {
    pub(super) account: Number,
    pub(super) to: Number,
    pub(super) chat: String,
    pub(super) id: String,
    pub(super) body: String,
}

impl World {
    /// A page put a message on the wire.
    pub(super) fn page_sends(&mut self, page: PageId, id: &str, chat: &str, body: &str) {
        let Some((account, device)) = self.login_of(page) else {
            return;
        };
        let Some(to) = self.number_of(chat) else {
            self.nack(page, id, chat, "404");
            return;
        };
        let arrival = self.count_arrival(at_server(&account, id));
        let event = Event::ServerArrival {
            body: body.to_owned(),
            arrival,
            device,
        };
        self.record_message(&account, &to, id, event);
        if let Some(code) = self.refusal_of(&account, &to) {
            self.record_message(
                &account,
                &to,
                id,
                Event::ServerRefused { code: code.clone() },
            );
            self.nack(page, id, chat, &code);
            return;
        }
        let mut dice = self.dice("server ack", account.digits());
        let after = self.wait(&mut dice, NETWORK);
        let message = OnTheWay {
            account: account.clone(),
            to: to.clone(),
            chat: chat.to_owned(),
            id: id.to_owned(),
            body: body.to_owned(),
        };
        if !self.fault_strikes(FaultKind::LostServerAck, &account, Some(&to)) {
            let (id, chat) = (id.to_owned(), chat.to_owned());
            self.at(after, Timer::ServerAck { page, id, chat });
        }
        // The person's phone gets nothing before the server has answered.
        self.dispatch(message, after);
        self.chance_faults_of(page, &account);
    }

    /// Sends a message on towards the phone, or keeps it while that phone is off.
    fn dispatch(&mut self, message: OnTheWay, not_before: Millis) {
        let person = self.person(&message.to);
        if person.delivers {
            let mut dice = self.dice("delivery", message.to.digits());
            let after = self.wait(&mut dice, person.delivery);
            self.at(not_before + after, Timer::PhoneArrival(message));
        } else {
            self.state
                .held
                .entry(message.to.clone())
                .or_default()
                .push(message);
        }
    }

    /// The phone was perhaps switched on: what waited goes on its way.
    pub(super) fn release_held(&mut self, number: &Number) {
        if self.person(number).delivers {
            for message in self.state.held.remove(number).unwrap_or_default() {
                self.dispatch(message, 0);
            }
        }
    }

    /// Why the server takes no message from this account to this person now.
    fn refusal_of(&mut self, account: &Number, to: &Number) -> Option<String> {
        if !self.person(to).has_whatsapp && !self.state.phones.contains_key(to) {
            return Some("404".to_owned());
        }
        let now = self.now;
        let phone = self.state.phones.get_mut(account)?;
        if phone.known.contains(to) {
            return None;
        }
        if phone.time_lock_until.is_some_and(|until| until > now) {
            return Some("463".to_owned());
        }
        match phone.new_chats_left {
            Some(0) => return Some("UserReachedMaxMonthlyLimitForNewMessages".to_owned()),
            Some(left) => phone.new_chats_left = Some(left - 1),
            None => {}
        }
        phone.known.insert(to.clone());
        None
    }

    pub(super) fn server_ack(&mut self, page: PageId, id: String, chat: String) {
        if self.login_of(page).is_some() {
            self.send(page, ToPage::ServerAck { id, chat });
        }
    }

    fn nack(&mut self, page: PageId, id: &str, chat: &str, code: &str) {
        let (id, chat, code) = (id.to_owned(), chat.to_owned(), code.to_owned());
        self.send(page, ToPage::Nack { id, chat, code });
    }

    /// A message reached the phone. An id that this phone has from this account is dropped, yet still acknowledged
    /// (engine facts §1.5: recipients drop duplicate ids).
    pub(super) fn phone_arrival(&mut self, message: OnTheWay) {
        let OnTheWay {
            account,
            to,
            id,
            body,
            ..
        } = &message;
        let arrival = self.count_arrival(at_phone(account, to, id));
        let dropped_as_duplicate = arrival > 1;
        let event = Event::PhoneArrival {
            body: body.clone(),
            arrival,
            dropped_as_duplicate,
        };
        self.record_message(account, to, id, event);
        self.send_receipt(message.clone(), 2);
        if dropped_as_duplicate {
            return;
        }
        if to == account {
            // One's own chat: to the devices it is a message of their own, which they have.
            return;
        }
        if self.state.phones.contains_key(to) {
            self.hand_to_own_devices(&message);
            return;
        }
        let person = self.person(to);
        let mut dice = self.dice("reading", to.digits());
        if dice.happens(person.reads) {
            let after = self.wait(&mut dice, person.reading);
            self.at(after, Timer::Read(message));
        }
    }

    /// The person is one of the sandbox's phones: its linked pages get the message too.
    fn hand_to_own_devices(&mut self, message: &OnTheWay) {
        let from = message.account.clone();
        let name = self
            .state
            .phones
            .get(&from)
            .map(|p| p.name.clone())
            .unwrap_or_default();
        let item = Delivery::Message {
            id: message.id.clone(),
            chat: self.ids(&from).chat,
            from: from.wid(),
            name,
            body: message.body.clone(),
            shape: Shape::Text,
            edits: None,
            t: self.now / 1_000,
        };
        self.deliver_to_devices(&message.to.clone(), &item);
    }

    /// The person looks at the message, and perhaps answers.
    pub(super) fn person_reads(&mut self, message: OnTheWay) {
        self.record_message(&message.account, &message.to, &message.id, Event::Read);
        self.send_receipt(message.clone(), 3);
        let person = self.person(&message.to);
        let mut dice = self.dice("answering", message.to.digits());
        let body = if dice.happens(person.opts_out) {
            Some("STOP".to_owned())
        } else if dice.happens(person.replies) {
            let nth = usize::try_from(dice.below(PHRASES.len() as u64)).unwrap_or(0);
            let phrase = PHRASES.get(nth).copied().unwrap_or("Ok");
            Some(
                person
                    .reply_text
                    .clone()
                    .unwrap_or_else(|| phrase.to_owned()),
            )
        } else {
            None
        };
        if let Some(body) = body {
            let after = self.wait(&mut dice, person.replying);
            self.at(after, Timer::Reply { to: message, body });
        }
    }

    pub(super) fn person_answers(&mut self, to: &OnTheWay, body: &str) {
        // The account may have gone meanwhile; then nobody hears the answer.
        let _ = self.say(&to.to, &Saying::new(&to.account, body));
    }

    /// A receipt sets out, unless a fault is in its way.
    fn send_receipt(&mut self, of: OnTheWay, ack: u8) {
        let (account, to) = (of.account.clone(), of.to.clone());
        if self.fault_strikes(FaultKind::LostReceipt, &account, Some(&to)) {
            return;
        }
        if self.fault_strikes(FaultKind::DuplicateReceipt, &account, Some(&to)) {
            self.receipt(&of, ack);
        }
        match self.delay_of_receipt(&account, &to) {
            Some(after) => self.at(after, Timer::Receipt { of, ack }),
            None => self.receipt(&of, ack),
        }
    }

    /// A receipt waits for the account's devices until they have it.
    pub(super) fn receipt(&mut self, of: &OnTheWay, ack: u8) {
        self.record_message(&of.account, &of.to, &of.id, Event::Receipt { ack });
        let (id, chat, t) = (of.id.clone(), of.chat.clone(), self.now / 1_000);
        self.deliver_to_devices(&of.account, &Delivery::Receipt { id, chat, ack, t });
    }

    /// A person writes to an account. Answers the message's id without its chat.
    ///
    /// # Errors
    /// [`Refusal`]: the account is no phone of this world, or the person has no account.
    pub fn say(&mut self, from: &Number, saying: &Saying) -> Result<String, Refusal> {
        let Saying { to, body, .. } = saying;
        let person = self.person(from);
        if !person.has_whatsapp && !self.state.phones.contains_key(from) {
            return Err(Refusal::NotOnWhatsapp(from.clone()));
        }
        self.phone_mut(to)?.known.insert(from.clone());
        let id = format!("3A{}", self.dice("incoming id", from.digits()).hex(9));
        self.record_message(to, from, &id, Event::Incoming { body: body.clone() });
        let item = Delivery::Message {
            id: id.clone(),
            chat: self.ids(from).chat,
            from: from.wid(),
            name: person.name,
            body: body.clone(),
            shape: saying.shape,
            edits: saying.edits.clone(),
            t: self.now / 1_000,
        };
        self.deliver_to_devices(to, &item);
        Ok(id)
    }

    /// A sign of life that an account's page gives a person.
    pub(super) fn person_sees(&mut self, page: PageId, chat: &str, sign: Event) {
        if let (Some((account, _)), Some(person)) = (self.login_of(page), self.number_of(chat)) {
            self.record(Some(&account), Some(&person), sign);
        }
    }

    pub(super) fn incoming_stored(
        &mut self,
        account: &Number,
        device: &str,
        item: Delivery,
        told_us: Option<u64>,
    ) {
        if let Delivery::Message { id, from, .. } = item
            && let Some(person) = self.number_of(&from)
        {
            let event = Event::IncomingStored {
                device: device.to_owned(),
                told_us,
            };
            self.record_message(account, &person, &id, event);
        }
    }

    pub(super) fn answer_exists(&mut self, page: PageId, req: u64, wid: &str) {
        let number = self.number_of(wid);
        let failed = match (self.login_of(page), &number) {
            (Some((account, _)), to) => {
                self.fault_strikes(FaultKind::FailedLookup, &account, to.as_ref())
            }
            (None, _) => true,
        };
        let number = number.filter(|_| !failed);
        let exists = |n: &Number| self.person(n).has_whatsapp || self.state.phones.contains_key(n);
        let found = number.filter(exists).map(|n| self.ids(&n));
        self.send(page, ToPage::ExistsAnswer { req, found, failed });
    }

    fn count_arrival(&mut self, key: String) -> u32 {
        let count = self.arrivals.entry(key).or_default();
        *count += 1;
        *count
    }
}

fn at_server(account: &Number, id: &str) -> String {
    format!("{account} {id}")
}

fn at_phone(account: &Number, person: &Number, id: &str) -> String {
    format!("{account} {person} {id}")
}

/// Counts again what reached the server and the phones: the truth is written at once, the rest of a kept world later, and
/// a phone that forgot a message would show it twice.
pub(super) fn arrivals_of(truth: &Truth) -> HashMap<String, u32> {
    let mut arrivals = HashMap::new();
    for entry in truth.entries() {
        let (Some(account), Some(id)) = (&entry.account, &entry.message_id) else {
            continue;
        };
        let key = match (&entry.event, &entry.person) {
            (Event::ServerArrival { .. }, _) => at_server(account, id),
            (Event::PhoneArrival { .. }, Some(person)) => at_phone(account, person, id),
            _ => continue,
        };
        *arrivals.entry(key).or_default() += 1;
    }
    arrivals
}
