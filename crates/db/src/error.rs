//! What can go wrong with the database, told apart by what the caller can do about it.

use crate::link::LinkError;
use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::shares::Share;

/// A failed database call.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// No connection could be had, or it broke before the commit: nothing was changed. Worth another try.
    #[error("the database is not reachable: {0}")]
    Unavailable(String),
    /// Where the database is cannot be understood.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The answer did not come in time. Before the commit, so nothing was changed.
    #[error("the database did not answer in time")]
    TimedOut,
    /// The connection broke while committing: the change may or may not have happened. Load the row and look.
    #[error("the database's answer to the commit was lost")]
    CommitUnknown,
    /// A uniqueness rule was violated; the constraint's name tells which.
    #[error("already exists ({constraint})")]
    Duplicate {
        /// Name of the constraint or unique index.
        constraint: String,
    },
    /// A referenced row does not exist.
    #[error("refers to something that does not exist ({constraint})")]
    MissingReference {
        /// Name of the foreign key.
        constraint: String,
    },
    /// A check of the database refused the value.
    #[error("refused by a rule of the database ({constraint})")]
    Refused {
        /// Name of the check.
        constraint: String,
    },
    /// A tenant has as much as it may have.
    #[error("{share:?} of the tenant: no more than {limit}")]
    ShareUsedUp {
        /// Of what.
        share: Share,
        /// How much it may have.
        limit: i64,
    },
    /// The row does not exist, or belongs to somebody else.
    #[error("not found")]
    NotFound,
    /// A stored value cannot be read back: a state word unknown to this release, a broken ciphertext.
    #[error("a stored value cannot be read: {0}")]
    Corrupt(String),
    /// Anything else: a mistake in our SQL.
    #[error("query failed: {0}")]
    Query(String),
}

impl DbError {
    /// Whether the same call may succeed when tried again in a moment.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Unavailable(_) | Self::TimedOut | Self::CommitUnknown
        )
    }
}

impl From<DieselError> for DbError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(kind, info) => {
                let constraint = info.constraint_name().unwrap_or("unnamed").to_owned();
                match kind {
                    DatabaseErrorKind::UniqueViolation => Self::Duplicate { constraint },
                    DatabaseErrorKind::ForeignKeyViolation => Self::MissingReference { constraint },
                    DatabaseErrorKind::CheckViolation => Self::Refused { constraint },
                    DatabaseErrorKind::ClosedConnection
                    | DatabaseErrorKind::UnableToSendCommand
                    | DatabaseErrorKind::SerializationFailure => {
                        Self::Unavailable(info.message().to_owned())
                    }
                    _ if is_shutdown(info.message()) => {
                        Self::Unavailable(info.message().to_owned())
                    }
                    _ => Self::Query(info.message().to_owned()),
                }
            }
            DieselError::BrokenTransactionManager => {
                Self::Unavailable("the connection broke inside a transaction".to_owned())
            }
            other => Self::Query(other.to_string()),
        }
    }
}

/// PostgreSQL's words while it stops, starts or recovers; diesel has no kind of its own for them.
fn is_shutdown(message: &str) -> bool {
    [
        "terminating connection",
        "the database system is",
        "connection closed",
        "error communicating with the server",
        "Connection reset",
        "Broken pipe",
    ]
    .iter()
    .any(|words| message.contains(words))
}
