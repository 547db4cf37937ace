//! People. Any number is a person; who is not told otherwise behaves as the seed decides for that number.

use crate::chance::{Delay, Dice};
use crate::number::Number;
use serde::{Deserialize, Serialize};

/// How a person behaves. Shares are probabilities from 0 to 1, decided again for each message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// The number has a WhatsApp account.
    pub has_whatsapp: bool,
    /// The phone is switched on: messages reach it. While off they wait at the server.
    pub delivers: bool,
    /// Share of messages that are read.
    pub reads: f64,
    /// Share of read messages that are answered.
    pub replies: f64,
    /// What is answered; none: a phrase of the world's own.
    pub reply_text: Option<String>,
    /// Share of read messages that are answered with `STOP`.
    pub opts_out: f64,
    /// From the server to the phone.
    pub delivery: Delay,
    /// From the phone to the eye.
    pub reading: Delay,
    /// From the eye to the answer.
    pub replying: Delay,
    /// Shown with incoming messages.
    pub name: String,
}

/// What to change in a behaviour; what is not given stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// See [`Behaviour::has_whatsapp`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_whatsapp: Option<bool>,
    /// See [`Behaviour::delivers`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivers: Option<bool>,
    /// See [`Behaviour::reads`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reads: Option<f64>,
    /// See [`Behaviour::replies`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replies: Option<f64>,
    /// See [`Behaviour::reply_text`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_text: Option<String>,
    /// See [`Behaviour::opts_out`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opts_out: Option<f64>,
    /// See [`Behaviour::delivery`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delay>,
    /// See [`Behaviour::reading`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<Delay>,
    /// See [`Behaviour::replying`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replying: Option<Delay>,
    /// See [`Behaviour::name`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Of whom nothing was said: which share of numbers has an account, whose phone is on, and how they act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Defaults {
    /// Share of numbers with a WhatsApp account.
    pub has_whatsapp: f64,
    /// Share of numbers whose phone is switched on.
    pub delivers: f64,
    /// See [`Behaviour::reads`].
    pub reads: f64,
    /// See [`Behaviour::replies`].
    pub replies: f64,
    /// See [`Behaviour::opts_out`].
    pub opts_out: f64,
    /// See [`Behaviour::delivery`].
    pub delivery: Delay,
    /// See [`Behaviour::reading`].
    pub reading: Delay,
    /// See [`Behaviour::replying`].
    pub replying: Delay,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            has_whatsapp: 0.98,
            delivers: 0.97,
            reads: 0.75,
            replies: 0.12,
            opts_out: 0.02,
            delivery: Delay::new(300, 4_000),
            reading: Delay::new(2_000, 60_000),
            replying: Delay::new(4_000, 90_000),
        }
    }
}

impl Change {
    /// Checks that shares are shares and ranges are ranges.
    ///
    /// # Errors
    /// Says which field is wrong.
    pub fn check(&self) -> Result<(), String> {
        for (name, share) in [
            ("reads", self.reads),
            ("replies", self.replies),
            ("opts_out", self.opts_out),
        ] {
            check_share(name, share.unwrap_or(0.0))?;
        }
        for (name, delay) in [
            ("delivery", self.delivery),
            ("reading", self.reading),
            ("replying", self.replying),
        ] {
            check_delay(name, delay.unwrap_or(Delay::new(0, 0)))?;
        }
        Ok(())
    }
}

impl Defaults {
    /// Checks that shares are shares and ranges are ranges.
    ///
    /// # Errors
    /// Says which field is wrong.
    pub fn check(&self) -> Result<(), String> {
        let shares = [
            ("has_whatsapp", self.has_whatsapp),
            ("delivers", self.delivers),
            ("reads", self.reads),
            ("replies", self.replies),
            ("opts_out", self.opts_out),
        ];
        shares
            .into_iter()
            .try_for_each(|(name, share)| check_share(name, share))?;
        check_delay("delivery", self.delivery)?;
        check_delay("reading", self.reading)?;
        check_delay("replying", self.replying)
    }

    /// How the person behind `number` behaves in the world with this seed.
    #[must_use]
    pub fn person(&self, seed: u64, number: &Number) -> Behaviour {
        let digits = number.digits();
        let decide = |what, share| Dice::named(seed, &["person", what, digits]).happens(share);
        let names = NAMES.len() as u64;
        let nth = Dice::named(seed, &["person", "name", digits]).below(names);
        let name = NAMES
            .get(usize::try_from(nth).unwrap_or(0))
            .unwrap_or(&"Kak");
        Behaviour {
            has_whatsapp: decide("has_whatsapp", self.has_whatsapp),
            delivers: decide("delivers", self.delivers),
            reads: self.reads,
            replies: self.replies,
            reply_text: None,
            opts_out: self.opts_out,
            delivery: self.delivery,
            reading: self.reading,
            replying: self.replying,
            name: (*name).to_owned(),
        }
    }
}

impl Behaviour {
    /// This behaviour with the given fields changed.
    #[must_use]
    pub fn with(mut self, change: &Change) -> Self {
        fn put<T: Clone>(field: &mut T, value: &Option<T>) {
            if let Some(value) = value {
                field.clone_from(value);
            }
        }
        put(&mut self.has_whatsapp, &change.has_whatsapp);
        put(&mut self.delivers, &change.delivers);
        put(&mut self.reads, &change.reads);
        put(&mut self.replies, &change.replies);
        if change.reply_text.is_some() {
            self.reply_text.clone_from(&change.reply_text);
        }
        put(&mut self.opts_out, &change.opts_out);
        put(&mut self.delivery, &change.delivery);
        put(&mut self.reading, &change.reading);
        put(&mut self.replying, &change.replying);
        put(&mut self.name, &change.name);
        self
    }
}

fn check_share(name: &str, share: f64) -> Result<(), String> {
    let sound = (0.0..=1.0).contains(&share);
    sound
        .then_some(())
        .ok_or_else(|| format!("{name} must be between 0 and 1"))
}

fn check_delay(name: &str, delay: Delay) -> Result<(), String> {
    let sound = delay.min_ms <= delay.max_ms;
    sound
        .then_some(())
        .ok_or_else(|| format!("{name}: min_ms must not exceed max_ms"))
}

const NAMES: [&str; 12] = [
    "Adi", "Bunga", "Citra", "Dewi", "Eko", "Fitri", "Gita", "Hadi", "Indah", "Joko", "Lestari",
    "Wahyu",
];

/// What people answer of whom no answer was fixed.
pub const PHRASES: [&str; 6] = [
    "Terima kasih infonya",
    "Ok",
    "Berapa harganya?",
    "Bisa kirim hari ini?",
    "Thanks!",
    "Nanti saya kabari ya",
];
