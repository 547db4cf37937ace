//! Trouble, on demand and by seeded chance.

use super::{Armed, Chances, Fault, FaultKind, PageId, Refusal, World};
use crate::chance::Delay;
use crate::clock::Millis;
use crate::number::Number;
use crate::truth::Event;
use crate::wire::{PageFault, ToPage};

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
        if !chances.sound() {
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
        let kinds = [
            FaultKind::CrashPage,
            FaultKind::FreezePage,
            FaultKind::SlowPage,
            FaultKind::DropConnection,
            FaultKind::Conflict,
            FaultKind::Logout,
            FaultKind::TemporaryBlock,
            FaultKind::TimeLock,
            FaultKind::Ban,
        ];
        for kind in kinds {
            if let Some(ms) = self.occasion(kind, account, None) {
                // A page that froze for ever would end every run by chance.
                let ms = (kind == FaultKind::FreezePage).then_some(ms);
                let fault = Fault {
                    page: Some(page),
                    ms,
                    ..Fault::of(kind)
                };
                // The page is there: it has just sent something.
                let _ = self.cause(&fault);
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
        let ms = self.occasion(kind, account, person)?;
        self.record(Some(account), person, Event::Fault { fault: kind.name() });
        Some(ms)
    }

    /// Whether this is an occasion for the fault, armed or by chance, and for how long.
    fn occasion(
        &mut self,
        kind: FaultKind,
        account: &Number,
        person: Option<&Number>,
    ) -> Option<u64> {
        let share = self.state.chances.of(kind);
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
        armed.or_else(by_chance)
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
                fault: fault.kind.name(),
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
                    fault: fault.kind.name(),
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
                    fault: fault.kind.name(),
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
