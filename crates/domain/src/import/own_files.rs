//! Files that Siar itself wrote and people bring back: what stands in them beside the people must not become attributes of theirs.

use super::columns::ColumnRole;

/// Headings of a campaign's recipients.
pub const RECIPIENTS: [&str; 13] = [
    "ordinal",
    "phone",
    "name",
    "state",
    "reason",
    "attempts",
    "submitted_at",
    "sent_at",
    "delivered_at",
    "read_at",
    "replied_at",
    "opted_out_at",
    "ended_at",
];

/// Headings of an import's refused rows; those of the file that was imported come after them.
pub const REJECTS: [&str; 4] = ["line", "reason", "detail", "value"];

/// A kind of file that Siar writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OwnFile {
    /// A campaign's recipients.
    Recipients,
    /// Rows that an import refused.
    Rejects,
}

/// Where in a file of refused rows the value at fault stands, and may stand mended.
pub(super) const REJECTED_VALUE: usize = 3;

impl OwnFile {
    pub(super) fn of(headings: &[String]) -> Option<Self> {
        [Self::Recipients, Self::Rejects].into_iter().find(|file| {
            let own = file.headings();
            let begin = headings.iter().take(own.len()).map(String::as_str);
            begin.eq(own.iter().copied())
        })
    }

    const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Recipients => &RECIPIENTS,
            Self::Rejects => &REJECTS,
        }
    }

    /// The first column that may hold the people's own numbers.
    pub(super) const fn first_of_people(self) -> usize {
        match self {
            Self::Recipients => 0,
            Self::Rejects => REJECTS.len(),
        }
    }

    /// Takes Siar's own columns out of the attributes.
    pub(super) fn leave_out(self, roles: &mut [ColumnRole]) {
        for role in roles.iter_mut().take(self.headings().len()) {
            if matches!(role, ColumnRole::Attribute(_)) {
                *role = ColumnRole::Ignored;
            }
        }
    }
}
