//! The words for trouble: what can be asked for, what waits for its occasion, what happens by chance.

use super::PageId;
use crate::number::Number;
use serde::{Deserialize, Serialize};

/// A trouble to cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The connection breaks; the server refuses new ones for `ms`.
    DropConnection,
    /// The page's calls take `ms` longer until told otherwise (`ms` 0).
    SlowPage,
    /// The page's process dies.
    CrashPage,
    /// The page's script is busy for `ms` (0: for ever).
    FreezePage,
    /// The next `count` receipts never come.
    LostReceipt,
    /// The next `count` receipts come twice.
    DuplicateReceipt,
    /// The next `count` receipts come `ms` late.
    DelayedReceipt,
    /// The next `count` sends are taken but never acknowledged by the server (ack stays 0).
    LostServerAck,
    /// The next `count` questions whether a number exists fail.
    FailedLookup,
    /// The devices are unlinked, with `reason` (default `unknown_companion`).
    Logout,
    /// The account is blocked for `ms`.
    TemporaryBlock,
    /// The account is blocked for good.
    Ban,
    /// The account may not write to strangers for `ms` (code 463).
    TimeLock,
    /// The account may write to `count` more strangers.
    Capping,
    /// Another client takes the device's connection over.
    Conflict,
    /// The page is declared too old.
    NeedsUpdate,
}

/// A request for trouble.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What.
    pub kind: FaultKind,
    /// To this account's pages and messages; none: to all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Number>,
    /// To this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageId>,
    /// For messages to this person only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Number>,
    /// How often; 1 if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// How long, milliseconds, in the world's unscaled time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ms: Option<u64>,
    /// For a logout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Fault {
    /// A fault of this kind for everyone, once.
    #[must_use]
    pub const fn of(kind: FaultKind) -> Self {
        Self {
            kind,
            account: None,
            page: None,
            person: None,
            count: None,
            ms: None,
            reason: None,
        }
    }

    /// The same for one account only.
    #[must_use]
    pub fn on(mut self, account: &Number) -> Self {
        self.account = Some(account.clone());
        self
    }
}

/// A fault that waits for its occasion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Armed {
    /// What.
    pub kind: FaultKind,
    /// For this account only.
    pub account: Option<Number>,
    /// For this person only.
    pub person: Option<Number>,
    /// How often yet.
    pub left: u32,
    /// How long, milliseconds.
    pub ms: u64,
}

/// The share of occasions at which a fault happens by itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Chances {
    /// Per receipt.
    pub lost_receipt: f64,
    /// Per receipt.
    pub duplicate_receipt: f64,
    /// Per receipt.
    pub delayed_receipt: f64,
    /// Per message.
    pub lost_server_ack: f64,
    /// Per question.
    pub failed_lookup: f64,
    /// Per message, after the server took it.
    pub drop_connection: f64,
    /// Per message, after the server took it.
    pub crash_page: f64,
    /// Per message, after the server took it.
    pub freeze_page: f64,
    /// Per message, after the server took it.
    pub slow_page: f64,
    /// Per message, after the server took it.
    pub conflict: f64,
    /// Per message, after the server took it.
    pub logout: f64,
    /// Per message, after the server took it.
    pub temporary_block: f64,
    /// Per message, after the server took it.
    pub time_lock: f64,
    /// Per message, after the server took it.
    pub ban: f64,
}

impl FaultKind {
    /// Its name as written in JSON.
    pub(super) fn name(self) -> String {
        let value = serde_json::to_value(self).ok();
        value
            .and_then(|v| v.as_str().map(ToOwned::to_owned))
            .unwrap_or_default()
    }
}

impl Chances {
    /// The share of occasions at which this kind happens by itself.
    pub(super) fn of(&self, kind: FaultKind) -> f64 {
        match kind {
            FaultKind::LostReceipt => self.lost_receipt,
            FaultKind::DuplicateReceipt => self.duplicate_receipt,
            FaultKind::DelayedReceipt => self.delayed_receipt,
            FaultKind::LostServerAck => self.lost_server_ack,
            FaultKind::FailedLookup => self.failed_lookup,
            FaultKind::DropConnection => self.drop_connection,
            FaultKind::CrashPage => self.crash_page,
            FaultKind::FreezePage => self.freeze_page,
            FaultKind::SlowPage => self.slow_page,
            FaultKind::Conflict => self.conflict,
            FaultKind::Logout => self.logout,
            FaultKind::TemporaryBlock => self.temporary_block,
            FaultKind::TimeLock => self.time_lock,
            FaultKind::Ban => self.ban,
            _ => 0.0,
        }
    }

    /// Every share is a share.
    pub(super) fn sound(&self) -> bool {
        let shares = [
            self.lost_receipt,
            self.duplicate_receipt,
            self.delayed_receipt,
            self.lost_server_ack,
            self.failed_lookup,
            self.drop_connection,
            self.crash_page,
            self.freeze_page,
            self.slow_page,
            self.conflict,
            self.logout,
            self.temporary_block,
            self.time_lock,
            self.ban,
        ];
        shares.iter().all(|share| (0.0..=1.0).contains(share))
    }
}
