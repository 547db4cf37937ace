//! In which order events leave: by sequence, each once, none left out.

/// What to do with events that were just committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// They follow what was sent: send them, from this place of the slice on.
    Send {
        /// Events before it were sent already.
        from: usize,
    },
    /// Something is missing in between: read the table.
    Read,
    /// Nothing new.
    Nothing,
}

/// Where a stream stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    /// Sequence of the last event sent.
    pub(crate) sent: i64,
}

impl Order {
    /// Decides about events with the sequences `first` to `last`, without gaps between them. Does not move the mark: that is done
    /// by what was really sent.
    pub(crate) fn live(self, first: i64, last: i64) -> Next {
        if last <= self.sent {
            Next::Nothing
        } else if first > self.sent + 1 {
            Next::Read
        } else {
            Next::Send {
                from: usize::try_from(self.sent + 1 - first).unwrap_or(0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever is lost, repeated or swapped on the way, a client gets 1, 2, 3, … in the end.
        #[test]
        fn every_event_once_and_in_order(
            commits in prop::collection::vec(1_i64..5, 1..40),
            arrivals in prop::collection::vec(0_usize..40, 0..120),
        ) {
            let mut spans = Vec::new();
            let mut next = 1;
            for length in &commits {
                spans.push((next, next + length - 1));
                next += length;
            }
            let newest = next - 1;
            let mut order = Order { sent: 0 };
            let mut seen = Vec::new();
            let mut deliver = |order: &mut Order, to: i64| {
                seen.extend(order.sent + 1..=to);
                order.sent = to;
            };
            for arrival in arrivals {
                let (first, last) = spans[arrival % spans.len()];
                match order.live(first, last) {
                    Next::Send { from } => {
                        prop_assert_eq!(first + i64::try_from(from).unwrap(), order.sent + 1);
                        deliver(&mut order, last);
                    }
                    // The table has at least what was told.
                    Next::Read => deliver(&mut order, last),
                    Next::Nothing => {}
                }
            }
            if order.sent < newest {
                deliver(&mut order, newest);
            }
            prop_assert_eq!(seen, (1..=newest).collect::<Vec<_>>());
        }
    }
}
