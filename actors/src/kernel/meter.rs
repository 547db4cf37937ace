//! Counts what is in a mailbox and keeps it below its bound.
//!
//! A sender takes a place by adding to `taken`; the actor alone writes `handled`; the difference is
//! what the mailbox holds. An actor's messages come mostly from its own thread (a tenant's actors
//! share one), and one locked instruction for each would cost a tenth of actix's speed: so senders on
//! that thread take places by the block, up to a sixteenth of the capacity, and use them up without
//! locking. The bound is never exceeded; a sender on another thread may find it a sixteenth lower.

use std::sync::atomic::{AtomicU8, AtomicU64, AtomicUsize, Ordering};

use super::actor_ref::CallError;

/// Whether an actor takes messages at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Gate {
    /// Starting, backing off, stopping for a restart.
    Restarting = 0,
    Open = 1,
    Parked = 2,
    Gone = 3,
}

/// The count of one mailbox. What senders write and what the actor writes lie on different cache
/// lines, and senders look at the actor's only when the room they know of is used up.
pub(crate) struct Meter {
    senders: OwnLine<Senders>,
    handled: OwnLine<AtomicU64>,
    capacity: u64,
    /// Places that senders on the actor's thread take at once.
    block: u64,
}

#[repr(align(128))]
struct OwnLine<T>(T);

struct Senders {
    gate: AtomicU8,
    taken: AtomicU64,
    /// `taken` may go up to here: what was handled when someone last looked, plus the capacity. It
    /// may be too low, never too high.
    limit: AtomicU64,
    /// The actor's thread. 0: none yet.
    home: AtomicUsize,
    /// Places taken for the actor's thread and not used yet. Only that thread writes it.
    spare: AtomicU64,
}

impl Meter {
    pub(crate) fn new(capacity: u64) -> Self {
        Self {
            senders: OwnLine(Senders {
                gate: AtomicU8::new(Gate::Restarting as u8),
                taken: AtomicU64::new(0),
                limit: AtomicU64::new(capacity),
                home: AtomicUsize::new(0),
                spare: AtomicU64::new(0),
            }),
            handled: OwnLine(AtomicU64::new(0)),
            capacity,
            block: (capacity / 16).min(64),
        }
    }

    /// The actor lives on the thread `mark` from now on.
    pub(crate) fn settle(&self, mark: usize) {
        self.senders.0.home.store(mark, Ordering::Relaxed);
    }

    #[inline]
    pub(crate) fn gate(&self) -> Gate {
        match self.senders.0.gate.load(Ordering::Acquire) {
            0 => Gate::Restarting,
            1 => Gate::Open,
            2 => Gate::Parked,
            _ => Gate::Gone,
        }
    }

    pub(crate) fn set_gate(&self, gate: Gate) {
        self.senders.0.gate.store(gate as u8, Ordering::Release);
    }

    /// Messages admitted and not yet handled.
    pub(crate) fn depth(&self) -> u64 {
        // In this order: otherwise more could be handled than was taken.
        let handled = self.handled.0.load(Ordering::Acquire);
        let spare = self.senders.0.spare.load(Ordering::Acquire);
        let taken = self.senders.0.taken.load(Ordering::Acquire);
        // Someone who is just being refused has taken a place for a moment.
        taken.saturating_sub(handled + spare).min(self.capacity)
    }

    pub(crate) const fn capacity(&self) -> u64 {
        self.capacity
    }

    /// Takes a place for a message sent from the thread `mark`.
    #[inline]
    pub(crate) fn admit(&self, mark: usize) -> Result<(), CallError> {
        let senders = &self.senders.0;
        if self.gate() != Gate::Open {
            return Err(self.closed());
        }
        if senders.home.load(Ordering::Relaxed) == mark {
            let spare = senders.spare.load(Ordering::Relaxed);
            if spare > 0 {
                senders.spare.store(spare - 1, Ordering::Relaxed);
                return Ok(());
            }
            if self.block > 1 && self.take(self.block) {
                senders.spare.store(self.block - 1, Ordering::Relaxed);
                return Ok(());
            }
        }
        if self.take(1) {
            Ok(())
        } else {
            Err(CallError::Full {
                capacity: usize::try_from(self.capacity).unwrap_or(usize::MAX),
            })
        }
    }

    /// Takes `places`, all or none.
    fn take(&self, places: u64) -> bool {
        let senders = &self.senders.0;
        let taken = senders.taken.fetch_add(places, Ordering::AcqRel) + places;
        if taken <= senders.limit.load(Ordering::Relaxed) {
            return true;
        }
        let handled = self.handled.0.load(Ordering::Acquire);
        let limit = handled.saturating_add(self.capacity);
        senders.limit.store(limit, Ordering::Relaxed);
        if taken <= limit {
            return true;
        }
        senders.taken.fetch_sub(places, Ordering::AcqRel);
        false
    }

    #[cold]
    fn closed(&self) -> CallError {
        match self.gate() {
            Gate::Open | Gate::Restarting => CallError::Restarting,
            Gate::Parked => CallError::Parked,
            Gate::Gone => CallError::Unknown,
        }
    }

    /// The actor took a message from its mailbox. Called by its own thread only, so a plain store is
    /// enough.
    #[inline]
    pub(crate) fn handled_one(&self) {
        let handled = self.handled.0.load(Ordering::Relaxed);
        self.handled.0.store(handled + 1, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CallError, Gate, Meter};

    const HOME: usize = 8;
    const AWAY: usize = 16;

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Home,
        Away,
        Handle,
    }

    proptest! {
        #[test]
        fn never_above_the_capacity_and_never_refused_far_below_it(
            capacity in 0..200_u64,
            steps in prop::collection::vec(
                prop_oneof![Just(Step::Home), Just(Step::Away), Just(Step::Handle)],
                0..2_000,
            ),
        ) {
            let meter = Meter::new(capacity);
            meter.settle(HOME);
            meter.set_gate(Gate::Open);
            let full = Err(CallError::Full { capacity: usize::try_from(capacity).unwrap() });
            let mut depth = 0;
            for step in steps {
                match step {
                    Step::Home => {
                        let answer = meter.admit(HOME);
                        prop_assert_eq!(answer, if depth < capacity { Ok(()) } else { full });
                        depth += u64::from(answer.is_ok());
                    }
                    Step::Away => {
                        let answer = meter.admit(AWAY);
                        if depth >= capacity {
                            prop_assert_eq!(answer, full);
                        } else if depth + meter.block < capacity {
                            prop_assert_eq!(answer, Ok(()));
                        }
                        depth += u64::from(answer.is_ok());
                    }
                    Step::Handle if depth > 0 => {
                        meter.handled_one();
                        depth -= 1;
                    }
                    Step::Handle => {}
                }
                prop_assert_eq!(meter.depth(), depth);
                prop_assert!(depth <= capacity);
            }
        }
    }

    #[test]
    fn a_closed_gate_says_why() {
        let meter = Meter::new(4);
        for (gate, error) in [
            (Gate::Restarting, CallError::Restarting),
            (Gate::Parked, CallError::Parked),
            (Gate::Gone, CallError::Unknown),
        ] {
            meter.set_gate(gate);
            assert_eq!(meter.admit(AWAY), Err(error));
        }
        assert_eq!(meter.depth(), 0);
    }
}
