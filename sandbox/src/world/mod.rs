//! The simulated world as a plain value: things happen to it at a given moment, and it says what is to be sent to which
//! page. It knows no sockets, threads or clocks, so the same seed and the same happenings give the same truth.

mod fault_kinds;
mod faults;
mod messages;
mod pages;
mod pairing;
mod phones;
mod timers;

#[cfg(test)]
mod tests;

pub use fault_kinds::{Armed, Chances, Fault, FaultKind};
pub use pages::PageView;
pub use phones::{DeviceView, PhoneView};

use crate::chance::{Delay, Dice, scaled};
use crate::clock::Millis;
use crate::number::Number;
use crate::person::{Behaviour, Change, Defaults};
use crate::truth::{Event, Truth};
use crate::wire::{Found, ToPage};
use phones::Phone;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use timers::{Timer, Timers};

/// Names a connected page; handed out again at each connection.
pub type PageId = u64;

/// What is fixed when the world starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Same seed, same people and dice.
    pub seed: u64,
    /// People's delays are divided by this.
    pub time_scale: f64,
    /// Share of one-to-one chats that have a LID instead of a number as their id.
    pub lid_share: f64,
    /// Share of incoming messages that a page first gets undecrypted.
    pub ciphertext_share: f64,
    /// Share of receipts that a page tells under the person's number though the chat is a LID.
    #[serde(default)]
    pub receipt_by_number_share: f64,
    /// A QR code is shown this long, milliseconds; not scaled, since who scans is not either.
    pub qr_ms: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            time_scale: 1.0,
            lid_share: 0.7,
            ciphertext_share: 0.1,
            receipt_by_number_share: 0.1,
            qr_ms: 20_000,
        }
    }
}

/// What a happening asks the outside to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// Send this frame to this page.
    Send(PageId, ToPage),
    /// Close this page's connection after what was sent before.
    Close(PageId),
}

/// What the world refuses to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No phone has this number.
    #[error("there is no phone with the number {0}")]
    NoSuchPhone(Number),
    /// No connected page is meant.
    #[error("there is no such page connected")]
    NoSuchPage,
    /// No page shows this code (any more).
    #[error("no page shows this code now; codes change about every 20 seconds")]
    NoSuchCode,
    /// A banned phone can link nothing.
    #[error("the phone {0} is banned")]
    Banned(Number),
    /// The person has no WhatsApp account and can write to nobody.
    #[error("{0} is not on WhatsApp")]
    NotOnWhatsapp(Number),
    /// The request contradicts itself.
    #[error("{0}")]
    Invalid(String),
}

/// Everything that outlives a restart of the sandbox.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct State {
    defaults: Defaults,
    chances: Chances,
    armed: Vec<Armed>,
    phones: BTreeMap<Number, Phone>,
    changes: BTreeMap<Number, Change>,
    lids: HashMap<String, Number>,
    /// How many decisions were taken for a name so far.
    turns: HashMap<String, u64>,
    /// Messages that wait for a switched-off phone.
    held: BTreeMap<Number, Vec<messages::OnTheWay>>,
    timers: Timers,
}

/// The world.
#[derive(Debug)]
pub struct World {
    settings: Settings,
    now: Millis,
    state: State,
    pages: BTreeMap<PageId, pages::Page>,
    next_page: PageId,
    truth: Truth,
    /// How often an id reached the server (`account id`) or a phone (`account person id`). Counted from the truth.
    arrivals: HashMap<String, u32>,
    out: Vec<Output>,
}

impl World {
    /// A world in which nothing has happened yet.
    #[must_use]
    pub fn new(settings: Settings, now: Millis) -> Self {
        Self::resume(settings, now, State::default(), Truth::default())
    }

    /// Goes on from what an earlier run of the sandbox kept. Pages have to connect again.
    pub(crate) fn resume(settings: Settings, now: Millis, mut state: State, truth: Truth) -> Self {
        state.timers.forget_pages();
        let (pages, out) = (BTreeMap::new(), Vec::new());
        let arrivals = messages::arrivals_of(&truth);
        Self {
            settings,
            now,
            state,
            pages,
            next_page: 1,
            truth,
            arrivals,
            out,
        }
    }

    /// Moves the world to `now` and lets everything happen that was due by then, in order.
    pub fn advance(&mut self, now: Millis) {
        while let Some((due, timer)) = self.state.timers.pop_due(now) {
            self.now = self.now.max(due);
            self.fire(timer);
        }
        self.now = self.now.max(now);
    }

    /// When something is due next.
    #[must_use]
    pub fn next_due(&self) -> Option<Millis> {
        self.state.timers.next_due()
    }

    /// What has to be sent and closed since the last call.
    pub fn take_output(&mut self) -> Vec<Output> {
        std::mem::take(&mut self.out)
    }

    /// The log of what happened.
    #[must_use]
    pub fn truth(&self) -> &Truth {
        &self.truth
    }

    /// What is fixed.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The world's time.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.now
    }

    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// Forgets phones, people, messages and truth; connected pages are closed. A new seed may be given.
    pub fn reset(&mut self, seed: Option<u64>) {
        for page in self.pages.keys() {
            self.out.push(Output::Close(*page));
        }
        self.pages.clear();
        self.state = State::default();
        self.truth = Truth::default();
        self.arrivals.clear();
        self.settings.seed = seed.unwrap_or(self.settings.seed);
    }

    /// How the person behind `number` behaves now.
    #[must_use]
    pub fn person(&self, number: &Number) -> Behaviour {
        let seeded = self.state.defaults.person(self.settings.seed, number);
        match self.state.changes.get(number) {
            Some(change) => seeded.with(change),
            None => seeded,
        }
    }

    /// Everyone of whom something was said, with their behaviour.
    #[must_use]
    pub fn told_people(&self) -> Vec<(Number, Behaviour)> {
        self.state
            .changes
            .keys()
            .map(|n| (n.clone(), self.person(n)))
            .collect()
    }

    /// Changes how a person behaves. A phone that is switched on gets what waited for it.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a share outside 0 to 1 or an empty range.
    pub fn tell_person(&mut self, number: &Number, change: &Change) -> Result<Behaviour, Refusal> {
        change.check().map_err(Refusal::Invalid)?;
        let merged = self.state.changes.entry(number.clone()).or_default();
        merge(merged, change);
        self.release_held(number);
        Ok(self.person(number))
    }

    /// How people behave of whom nothing was said.
    #[must_use]
    pub fn defaults(&self) -> &Defaults {
        &self.state.defaults
    }

    /// Changes how people behave of whom nothing was said.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a share outside 0 to 1 or an empty range.
    pub fn set_defaults(&mut self, defaults: Defaults) -> Result<(), Refusal> {
        defaults.check().map_err(Refusal::Invalid)?;
        self.state.defaults = defaults;
        let waiting: Vec<Number> = self.state.held.keys().cloned().collect();
        for number in waiting {
            self.release_held(&number);
        }
        Ok(())
    }

    /// The account's LID, the same for ever in this world.
    pub(crate) fn lid(&mut self, number: &Number) -> String {
        let mut dice = Dice::named(self.settings.seed, &["lid", number.digits()]);
        let mut lid = format!(
            "{}@lid",
            100_000_000_000_000 + dice.below(800_000_000_000_000)
        );
        while self.state.lids.get(&lid).is_some_and(|n| n != number) {
            lid = format!(
                "{}@lid",
                100_000_000_000_000 + dice.below(800_000_000_000_000)
            );
        }
        self.state.lids.insert(lid.clone(), number.clone());
        lid
    }

    /// The ids of the account behind `number`, whether or not it exists.
    pub(crate) fn ids(&mut self, number: &Number) -> Found {
        let lid = self.lid(number);
        let by_lid = Dice::named(self.settings.seed, &["chat by lid", number.digits()])
            .happens(self.settings.lid_share);
        let wid = number.wid();
        Found {
            chat: if by_lid { lid.clone() } else { wid.clone() },
            wid,
            lid,
        }
    }

    /// The number behind `…@lid` or `…@c.us`.
    pub(crate) fn number_of(&self, wid: &str) -> Option<Number> {
        match wid.split_once('@') {
            Some((digits, "c.us")) => digits.parse().ok(),
            Some((_, "lid")) => self.state.lids.get(wid).cloned(),
            _ => None,
        }
    }

    /// Dice for the next decision of this name.
    pub(crate) fn dice(&mut self, what: &str, who: &str) -> Dice {
        let turn = self.state.turns.entry(format!("{what} {who}")).or_default();
        *turn += 1;
        Dice::named(self.settings.seed, &[what, who, &turn.to_string()])
    }

    pub(crate) fn wait(&self, dice: &mut Dice, delay: Delay) -> Millis {
        dice.wait(delay, self.settings.time_scale)
    }

    pub(crate) fn scaled(&self, ms: u64) -> Millis {
        scaled(ms, self.settings.time_scale)
    }

    fn at(&mut self, after: Millis, timer: Timer) {
        self.state.timers.set(self.now.saturating_add(after), timer);
    }

    fn send(&mut self, page: PageId, frame: ToPage) {
        self.out.push(Output::Send(page, frame));
    }

    fn record(&mut self, account: Option<&Number>, person: Option<&Number>, event: Event) {
        self.truth.record(self.now, account, person, None, event);
    }

    fn record_message(&mut self, account: &Number, person: &Number, id: &str, event: Event) {
        self.truth
            .record(self.now, Some(account), Some(person), Some(id), event);
    }
}

fn merge(known: &mut Change, new: &Change) {
    fn put<T: Clone>(field: &mut Option<T>, value: &Option<T>) {
        if value.is_some() {
            field.clone_from(value);
        }
    }
    put(&mut known.has_whatsapp, &new.has_whatsapp);
    put(&mut known.delivers, &new.delivers);
    put(&mut known.reads, &new.reads);
    put(&mut known.replies, &new.replies);
    put(&mut known.reply_text, &new.reply_text);
    put(&mut known.opts_out, &new.opts_out);
    put(&mut known.delivery, &new.delivery);
    put(&mut known.reading, &new.reading);
    put(&mut known.replying, &new.replying);
    put(&mut known.name, &new.name);
}
