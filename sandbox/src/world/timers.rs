//! What is due when. Ties go in the order in which they were set.

use super::messages::OnTheWay;
use super::{PageId, World};
use crate::clock::Millis;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that is going to happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Timer {
    /// The server's ack reaches the page, if that page is still connected: it is not replayed (engine facts §1.5 c).
    ServerAck {
        page: PageId,
        id: String,
        chat: String,
    },
    /// A message reaches the person's phone.
    PhoneArrival(OnTheWay),
    /// The person reads it.
    Read(OnTheWay),
    /// The person answers it.
    Reply { to: OnTheWay, body: String },
    /// A receipt reaches the account's devices.
    Receipt { of: OnTheWay, ack: u8 },
    /// A page's QR code gives way to the next.
    QrRotate { page: PageId, nth: u32 },
}

/// A queue by time. Kept with the world's state, so that a restarted sandbox goes on where it was.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Vec<(Millis, Timer)>", into = "Vec<(Millis, Timer)>")]
pub(super) struct Timers {
    queue: BTreeMap<(Millis, u64), Timer>,
    set: u64,
}

impl Timers {
    pub(super) fn set(&mut self, due: Millis, timer: Timer) {
        self.set += 1;
        self.queue.insert((due, self.set), timer);
    }

    /// Drops what is meant for pages of an earlier run.
    pub(super) fn forget_pages(&mut self) {
        let of_page = |t: &Timer| matches!(t, Timer::ServerAck { .. } | Timer::QrRotate { .. });
        self.queue.retain(|_, timer| !of_page(timer));
    }

    pub(super) fn next_due(&self) -> Option<Millis> {
        self.queue.keys().next().map(|(due, _)| *due)
    }

    pub(super) fn pop_due(&mut self, now: Millis) -> Option<(Millis, Timer)> {
        let entry = self.queue.first_entry()?;
        if entry.key().0 > now {
            return None;
        }
        let ((due, _), timer) = entry.remove_entry();
        Some((due, timer))
    }
}

impl From<Vec<(Millis, Timer)>> for Timers {
    fn from(list: Vec<(Millis, Timer)>) -> Self {
        let mut timers = Self::default();
        for (due, timer) in list {
            timers.set(due, timer);
        }
        timers
    }
}

impl From<Timers> for Vec<(Millis, Timer)> {
    fn from(timers: Timers) -> Self {
        timers
            .queue
            .into_iter()
            .map(|((due, _), timer)| (due, timer))
            .collect()
    }
}

impl World {
    pub(super) fn fire(&mut self, timer: Timer) {
        match timer {
            Timer::ServerAck { page, id, chat } => self.server_ack(page, id, chat),
            Timer::PhoneArrival(message) => self.phone_arrival(message),
            Timer::Read(message) => self.person_reads(message),
            Timer::Reply { to, body } => self.person_answers(&to, &body),
            Timer::Receipt { of, ack } => self.receipt(&of, ack),
            Timer::QrRotate { page, nth } => self.rotate_qr(page, nth),
        }
    }
}
