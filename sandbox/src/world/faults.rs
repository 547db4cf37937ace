//! Trouble, on demand and by seeded chance.

use super::{PageId, Refusal, World};
use crate::chance::Delay;
use crate::clock::Millis;
use crate::number::Number;
use crate::truth::Event;
use crate::wire::{PageFault, ToPage};
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
}

impl World {
    /// Causes trouble now, or arms it for its next occasion. Answers how many pages or accounts it met.
    ///
    /// # Errors
    /// [`Refusal`]: the account or page is not there, or the fault needs an account.
    pub fn cause(&mut self, fault: &Fault) -> Result<usize, Refusal> {
        if let Some(account) = &fault.account {
            self.phone(account)?;
        }
        let ms = fault.ms;
        match fault.kind {
            FaultKind::LostReceipt
            | FaultKind::DuplicateReceipt
            | FaultKind::DelayedReceipt
            | FaultKind::LostServerAck
            | FaultKind::FailedLookup => {
                self.state.armed.push(Armed {
                    kind: fault.kind,
                    account: fault.account.clone(),
                    person: fault.person.clone(),
                    left: fault.count.unwrap_or(1),
                    ms: ms.unwrap_or(30_000),
                });
                Ok(0)
            }
            FaultKind::DropConnection => self.drop_connection(fault, ms.unwrap_or(0)),
            FaultKind::SlowPage => self.act_out(
                fault,
                PageFault::Slow {
                    ms: ms.unwrap_or(2_000),
                },
            ),
            FaultKind::CrashPage => self.act_out(fault, PageFault::Crash),
            FaultKind::FreezePage => self.act_out(
                fault,
                PageFault::Freeze {
                    ms: ms.unwrap_or(0),
                },
            ),
            FaultKind::Conflict => self.conflict(fault),
            FaultKind::NeedsUpdate => self.frame_to(fault, &ToPage::NeedsUpdate),
            FaultKind::Logout => {
                let reason = fault.reason.as_deref().unwrap_or("unknown_companion");
                let accounts = self.accounts(fault)?;
                for account in &accounts {
                    self.unlink(account, None, reason)?;
                }
                Ok(accounts.len())
            }
            FaultKind::TemporaryBlock => self.block(fault, ms.unwrap_or(600_000)),
            FaultKind::Ban => self.ban(fault),
            FaultKind::TimeLock => {
                let until = self.now + ms.unwrap_or(3_600_000);
                self.limit(fault, |phone| phone.time_lock_until = Some(until))
            }
            FaultKind::Capping => {
                let left = fault.count.unwrap_or(0);
                self.limit(fault, |phone| phone.new_chats_left = Some(left))
            }
        }
    }

    /// Faults that wait for their occasion.
    #[must_use]
    pub fn armed(&self) -> &[Armed] {
        &self.state.armed
    }

    /// Ends all armed faults, limits, blocks and bans. Unlinked devices stay unlinked.
    pub fn heal(&mut self) {
        self.state.armed.clear();
        self.state.chances = Chances::default();
        for phone in self.state.phones.values_mut() {
            phone.banned = false;
            phone.blocked_until = None;
            phone.time_lock_until = None;
            phone.new_chats_left = None;
            phone.unreachable_until = None;
        }
    }

    /// The chances by which faults happen by themselves.
    #[must_use]
    pub fn chances(&self) -> &Chances {
        &self.state.chances
    }

    /// Sets the chances by which faults happen by themselves.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a share outside 0 to 1.
    pub fn set_chances(&mut self, chances: Chances) -> Result<(), Refusal> {
        let c = &chances;
        let shares = [
            c.lost_receipt,
            c.duplicate_receipt,
            c.delayed_receipt,
            c.lost_server_ack,
            c.failed_lookup,
            c.drop_connection,
            c.crash_page,
            c.freeze_page,
        ];
        if !shares.iter().all(|share| (0.0..=1.0).contains(share)) {
            return Err(Refusal::Invalid(
                "every chance must be between 0 and 1".to_owned(),
            ));
        }
        self.state.chances = chances;
        Ok(())
    }

    /// Whether this fault happens on this occasion; an armed one is used up by it.
    pub(super) fn fault_strikes(
        &mut self,
        kind: FaultKind,
        account: &Number,
        person: Option<&Number>,
    ) -> bool {
        self.strike(kind, account, person).is_some()
    }

    /// How late this receipt comes, if it is struck.
    pub(super) fn delay_of_receipt(&mut self, account: &Number, person: &Number) -> Option<Millis> {
        let ms = self.strike(FaultKind::DelayedReceipt, account, Some(person))?;
        Some(self.scaled(ms))
    }

    /// Trouble that chance brings after a page's message.
    pub(super) fn chance_faults_of(&mut self, page: PageId, account: &Number) {
        let on_page = |kind| Fault {
            page: Some(page),
            ..Fault::of(kind)
        };
        let kinds = [
            FaultKind::CrashPage,
            FaultKind::FreezePage,
            FaultKind::DropConnection,
        ];
        for kind in kinds {
            if self.strike(kind, account, None).is_some() {
                // The page is there: it has just sent something.
                let _ = self.cause(&on_page(kind));
                return;
            }
        }
    }

    fn strike(
        &mut self,
        kind: FaultKind,
        account: &Number,
        person: Option<&Number>,
    ) -> Option<u64> {
        let c = &self.state.chances;
        let share = match kind {
            FaultKind::LostReceipt => c.lost_receipt,
            FaultKind::DuplicateReceipt => c.duplicate_receipt,
            FaultKind::DelayedReceipt => c.delayed_receipt,
            FaultKind::LostServerAck => c.lost_server_ack,
            FaultKind::FailedLookup => c.failed_lookup,
            FaultKind::DropConnection => c.drop_connection,
            FaultKind::CrashPage => c.crash_page,
            FaultKind::FreezePage => c.freeze_page,
            _ => 0.0,
        };
        let meant = |a: &Armed| {
            a.kind == kind
                && a.account.as_ref().is_none_or(|n| n == account)
                && (a.person.is_none() || a.person.as_ref() == person)
        };
        let armed = self
            .state
            .armed
            .iter_mut()
            .find(|a| a.left > 0 && meant(a))
            .map(|a| {
                a.left -= 1;
                a.ms
            });
        self.state.armed.retain(|a| a.left > 0);
        let by_chance = || {
            let name = format!("fault {kind:?}");
            let mut dice = self.dice(&name, account.digits());
            dice.happens(share)
                .then(|| dice.wait(Delay::new(5_000, 60_000), 1.0))
        };
        let ms = armed.or_else(by_chance)?;
        let event = Event::Fault {
            fault: name_of(kind),
        };
        self.record(Some(account), person, event);
        Some(ms)
    }

    fn drop_connection(&mut self, fault: &Fault, ms: u64) -> Result<usize, Refusal> {
        let pages = self.target_pages(fault)?;
        let until = self.now + ms;
        for page in &pages {
            let login = self.login_of(*page);
            if let Some((account, _)) = &login {
                self.phone_mut(account)?.unreachable_until = Some(until);
            }
            let event = Event::Fault {
                fault: name_of(fault.kind),
            };
            self.record(login.as_ref().map(|(account, _)| account), None, event);
            self.close(*page);
        }
        Ok(pages.len())
    }

    fn conflict(&mut self, fault: &Fault) -> Result<usize, Refusal> {
        let met = self.frame_to(fault, &ToPage::Conflict)?;
        for page in self.target_pages(fault)? {
            self.close(page);
        }
        Ok(met)
    }

    fn block(&mut self, fault: &Fault, ms: u64) -> Result<usize, Refusal> {
        let until = self.now + ms;
        let met = self.limit(fault, |phone| phone.blocked_until = Some(until))?;
        for account in self.accounts(fault)? {
            for page in self.pages_of(&account) {
                self.send(
                    page,
                    ToPage::TemporarilyBanned {
                        until: until / 1_000,
                    },
                );
                self.close(page);
            }
        }
        Ok(met)
    }

    fn ban(&mut self, fault: &Fault) -> Result<usize, Refusal> {
        let met = self.limit(fault, |phone| phone.banned = true)?;
        for account in self.accounts(fault)? {
            for page in self.pages_of(&account) {
                self.send(page, ToPage::Banned);
                self.forget_login(page);
            }
            // The pages were told of the ban; being unlinked is no news to them.
            for device in self.phone_mut(&account)?.devices.values_mut() {
                device.page = None;
            }
            self.unlink(&account, None, "account_locked")?;
        }
        Ok(met)
    }

    fn limit(
        &mut self,
        fault: &Fault,
        change: impl Fn(&mut super::phones::Phone),
    ) -> Result<usize, Refusal> {
        let accounts = self.accounts(fault)?;
        for account in &accounts {
            change(self.phone_mut(account)?);
            self.record(
                Some(account),
                None,
                Event::Fault {
                    fault: name_of(fault.kind),
                },
            );
        }
        Ok(accounts.len())
    }

    fn act_out(&mut self, fault: &Fault, what: PageFault) -> Result<usize, Refusal> {
        self.frame_to(fault, &ToPage::Fault(what))
    }

    fn frame_to(&mut self, fault: &Fault, frame: &ToPage) -> Result<usize, Refusal> {
        let pages = self.target_pages(fault)?;
        for page in &pages {
            let account = self.login_of(*page).map(|(account, _)| account);
            self.record(
                account.as_ref(),
                None,
                Event::Fault {
                    fault: name_of(fault.kind),
                },
            );
            self.send(*page, frame.clone());
        }
        Ok(pages.len())
    }

    fn target_pages(&self, fault: &Fault) -> Result<Vec<PageId>, Refusal> {
        match (fault.page, &fault.account) {
            (Some(page), _) if self.pages.contains_key(&page) => Ok(vec![page]),
            (Some(_), _) => Err(Refusal::NoSuchPage),
            (None, Some(account)) => Ok(self.pages_of(account)),
            (None, None) => Ok(self.pages.keys().copied().collect()),
        }
    }

    fn accounts(&self, fault: &Fault) -> Result<Vec<Number>, Refusal> {
        match (&fault.account, fault.page) {
            (Some(account), _) => Ok(vec![account.clone()]),
            (None, Some(page)) => {
                let login = self.login_of(page).ok_or(Refusal::NoSuchPage)?;
                Ok(vec![login.0])
            }
            (None, None) => Ok(self.state.phones.keys().cloned().collect()),
        }
    }
}

fn name_of(kind: FaultKind) -> String {
    serde_json::to_value(kind)
        .ok()
        .and_then(|v| v.as_str().map(ToOwned::to_owned))
        .unwrap_or_default()
}
