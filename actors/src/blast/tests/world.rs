//! A small world for campaigns: a database, a tree, and phones that do what the test says.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use siar_db::{
    Db, DbUrls,
    campaigns::{self, Campaign, Draft, Drafted, Start, Text},
    ledger::{self, Receipt},
};
use siar_domain::{
    campaign::{CampaignState, PauseReason},
    clock::{Clock, SystemClock},
    delivery::Delivery,
    id::{CampaignId, NodeId, TenantId},
    reconcile::Patience,
    retry::RetryPolicy,
};
use siar_engines::{Lookup, MessageId, NewMessageId, SendReceipt, Trouble};
use siar_testkit::{TestDb, wait_until};
use uuid::Uuid;

use crate::{
    blast::{BlastConfig, NoAnswer, Readiness, Sender},
    campaigns::{Campaigns, Start as CampaignsStart},
    kernel::{Kernel, KernelConfig, Strategy, SupervisorSpec},
};

pub(super) const SOON: Duration = Duration::from_secs(30);

/// What a phone, or the way to it, does with the next message.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// The number has no account.
    NotOnWhatsapp,
    /// Refused before it left.
    Refuse(Trouble),
    /// Sent, but the answer to the call is lost, and no receipt comes.
    LoseAnswer,
    /// The call is lost before it does anything.
    LoseCall,
    /// Taken by the engine, and nothing more is ever heard.
    Silence,
}

#[derive(Debug, Default)]
struct State {
    ready: Readiness,
    acts: BTreeMap<String, VecDeque<Act>>,
    known: BTreeMap<String, Lookup>,
    /// What reached phones: the number, the id, the text.
    received: Vec<(String, String, String)>,
    made: usize,
}

/// The session of one tenant, and the phones behind it.
#[derive(Debug)]
pub(super) struct Phones {
    db: Db,
    tenant: TenantId,
    state: Mutex<State>,
    campaigns: Mutex<Option<Campaigns>>,
}

impl Phones {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub(super) fn act(&self, phone: &str, act: Act) {
        let mut state = self.state();
        state
            .acts
            .entry(phone.to_owned())
            .or_default()
            .push_back(act);
    }

    pub(super) fn set_ready(&self, working: bool) {
        let mut state = self.state();
        state.ready.working = working;
        state.ready.caught_up = working;
    }

    /// The profile was restored from an older one: the engine remembers nothing.
    pub(super) fn forget(&self) {
        let mut state = self.state();
        state.known.clear();
        state.ready.profile_life += 1;
    }

    pub(super) fn received(&self) -> Vec<(String, String, String)> {
        let mut received = self.state().received.clone();
        received.sort();
        received
    }

    /// WhatsApp's and the phone's receipts, as the session's actor would record them.
    pub(super) async fn acknowledge(&self, id: &str, level: Delivery) {
        let receipt = [Receipt {
            message_id: id.to_owned(),
            level,
            at: self.db.clock().now(),
        }];
        let tenant = self.tenant;
        let moved = self
            .db
            .system(async |tx| ledger::acknowledge(tx, tenant, &receipt).await)
            .await;
        let handle = self.campaigns.lock().unwrap().clone();
        if let (Ok(moved), Some(handle)) = (moved, handle) {
            for (campaign, _) in moved {
                handle.wake(tenant, campaign);
            }
        }
    }
}

#[derive(Debug)]
struct Line(Arc<Phones>);

#[async_trait]
impl Sender for Line {
    async fn readiness(&self) -> Readiness {
        self.0.state().ready
    }

    async fn prepare_id(&self, phone: &str) -> Result<NewMessageId, NoAnswer> {
        let mut state = self.0.state();
        if !state.ready.working {
            return Err(NoAnswer::NotReady);
        }
        if let Some(acts) = state.acts.get_mut(phone)
            && matches!(acts.front(), Some(Act::NotOnWhatsapp))
        {
            acts.pop_front();
            return Ok(NewMessageId::NotOnWhatsapp);
        }
        state.made += 1;
        Ok(NewMessageId::Id(MessageId(format!(
            "true_{phone}_{}",
            state.made
        ))))
    }

    async fn submit(
        &self,
        id: &MessageId,
        phone: &str,
        body: &str,
    ) -> Result<SendReceipt, NoAnswer> {
        let act = {
            let mut state = self.0.state();
            if !state.ready.working {
                return Err(NoAnswer::NotReady);
            }
            if state.known.contains_key(&id.0) {
                return Ok(SendReceipt::AlreadyUsed);
            }
            let act = state.acts.get_mut(phone).and_then(VecDeque::pop_front);
            match &act {
                Some(Act::Refuse(trouble)) => return Ok(SendReceipt::Refused(trouble.clone())),
                Some(Act::LoseCall) => return Err(NoAnswer::Lost("cut".to_owned())),
                Some(Act::Silence) => {
                    state.known.insert(id.0.clone(), Lookup::Pending);
                    return Ok(SendReceipt::Accepted);
                }
                _ => {}
            }
            let level = siar_engines::AckLevel::Device;
            state.known.insert(id.0.clone(), Lookup::Acked(level));
            state
                .received
                .push((phone.to_owned(), id.0.clone(), body.to_owned()));
            act
        };
        if matches!(act, Some(Act::LoseAnswer)) {
            return Err(NoAnswer::Lost("cut".to_owned()));
        }
        let (phones, id) = (Arc::clone(&self.0), id.0.clone());
        tokio::spawn(async move {
            phones.acknowledge(&id, Delivery::Sent).await;
            phones.acknowledge(&id, Delivery::Delivered).await;
        });
        Ok(SendReceipt::Accepted)
    }

    async fn look_up(&self, id: &MessageId) -> Result<Lookup, NoAnswer> {
        let state = self.0.state();
        if !state.ready.working {
            return Err(NoAnswer::NotReady);
        }
        Ok(state.known.get(&id.0).copied().unwrap_or(Lookup::NotFound))
    }
}

/// One tenant with its phones.
pub(super) struct World {
    pub(super) test: TestDb,
    pub(super) db: Db,
    pub(super) kernel: Kernel,
    pub(super) campaigns: Campaigns,
    pub(super) phones: Arc<Phones>,
    pub(super) tenant: TenantId,
    pub(super) list: Uuid,
}

/// Impatient settings.
pub(super) fn quick() -> BlastConfig {
    let ms = Duration::from_millis;
    BlastConfig {
        lease: Duration::from_secs(5),
        receipt_within: ms(300),
        look_again: ms(100),
        poll: ms(200),
        ask_again: ms(200),
        session_grace: ms(600),
        patience: Patience {
            receipts: chrono::Duration::milliseconds(700),
            engine: chrono::Duration::hours(1),
        },
        retry: RetryPolicy {
            max_attempts: 3,
            first_wait_s: 0,
            longest_wait_s: 0,
        },
        batch: 20,
        in_flight: 40,
        ..BlastConfig::default()
    }
}

impl World {
    /// A tenant with `people` contacts, `quota` units a month, and no pace at all.
    pub(super) async fn new(people: usize, quota: Option<i64>, config: BlastConfig) -> Self {
        let test = TestDb::new().await;
        let urls = DbUrls {
            app: test.app_url().into(),
            system: test.system_url().into(),
            connections: 6,
        };
        let db = Db::connect(&urls, Arc::new(SystemClock)).await.unwrap();
        let (tenant, list, package) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let quota = quota.map_or("NULL".to_owned(), |quota| quota.to_string());
        test.superuser()
            .await
            .batch_execute(&format!(
                "INSERT INTO tenants (id, name, created_at) VALUES ('{tenant}', 'Toko', now());
                 INSERT INTO packages (id, name, price, monthly_quota, api_tier) VALUES ('{package}', 'P', 1, {quota}, 'basic');
                 INSERT INTO subscriptions (id, tenant_id, package_id, state, starts_at, ends_at, created_at)
                     VALUES ('{package}', '{tenant}', '{package}', 'active', now() - interval '3 days', now() + interval '1 year', now());
                 INSERT INTO sessions (tenant_id, since, state, wanted, min_delay_ms, max_delay_ms, hourly_cap, daily_cap)
                     VALUES ('{tenant}', now(), 'working', true, 0, 0, 1000000, 1000000);
                 INSERT INTO lists (id, tenant_id, name, created_at) VALUES ('{list}', '{tenant}', 'All', now());
                 INSERT INTO contacts (id, tenant_id, phone, name, created_at, updated_at)
                     SELECT gen_random_uuid(), '{tenant}', '+62811' || lpad(n::text, 6, '0'), 'Person ' || n, now() + n * interval '1 millisecond', now()
                     FROM generate_series(1, {people}) n;
                 INSERT INTO list_members (tenant_id, list_id, contact_id) SELECT tenant_id, '{list}', id FROM contacts"
            ))
            .await
            .unwrap();
        let tenant = TenantId(tenant);
        let phones = Arc::new(Phones {
            db: db.clone(),
            tenant,
            state: Mutex::new(State {
                ready: Readiness {
                    working: true,
                    caught_up: true,
                    profile_life: 1,
                },
                ..State::default()
            }),
            campaigns: Mutex::new(None),
        });
        let line = Arc::clone(&phones);
        let campaigns = Campaigns::new(CampaignsStart {
            db: db.clone(),
            node: NodeId(Uuid::now_v7()),
            config,
            seed: 7,
            sender: Arc::new(move |_| Arc::new(Line(Arc::clone(&line)))),
        });
        let root = campaigns
            .add_to(SupervisorSpec::fixed("root", Strategy::RestForOne))
            .child(campaigns.scheduler());
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let kernel = Kernel::start(root, KernelConfig::new(clock, 7)).unwrap();
        campaigns.connect(kernel.clone());
        *phones.campaigns.lock().unwrap() = Some(campaigns.clone());
        kernel.ready().await.unwrap();
        Self {
            test,
            db,
            kernel,
            campaigns,
            phones,
            tenant,
            list,
        }
    }

    pub(super) async fn draft(&self, auto_resume: bool) -> CampaignId {
        let draft = Draft {
            name: "Promo".to_owned(),
            lists: vec![self.list.into()],
            numbers: Vec::new(),
            text: Text::Own("Halo {{ name }}".to_owned()),
            defaults: serde_json::Map::new(),
            auto_resume,
            require_consent: false,
            late_bound_seconds: 60,
        };
        let tenant = self.tenant;
        let made = self
            .db
            .system(async |tx| campaigns::create(tx, tenant, None, &draft).await)
            .await
            .unwrap();
        let Drafted::Done(campaign) = made else {
            panic!("{made:?}")
        };
        campaign
    }

    pub(super) async fn start(&self, campaign: CampaignId) {
        let tenant = self.tenant;
        let started = self
            .db
            .system(async |tx| campaigns::start(tx, tenant, campaign).await)
            .await
            .unwrap();
        assert!(matches!(started, Start::Started { .. }), "{started:?}");
        self.campaigns.wake(self.tenant, campaign);
    }

    pub(super) async fn started(&self) -> CampaignId {
        let campaign = self.draft(false).await;
        self.start(campaign).await;
        campaign
    }

    pub(super) async fn get(&self, campaign: CampaignId) -> Campaign {
        let tenant = self.tenant;
        self.db
            .system(async |tx| campaigns::get(tx, tenant, campaign).await)
            .await
            .unwrap()
    }

    pub(super) async fn until(
        &self,
        campaign: CampaignId,
        state: CampaignState,
        reason: Option<PauseReason>,
    ) -> Campaign {
        wait_until(SOON, || async {
            let seen = self.get(campaign).await;
            if (seen.state, seen.pause_reason) == (state, reason) {
                Ok(seen)
            } else {
                Err(format!("{seen:?}"))
            }
        })
        .await
    }

    pub(super) async fn resume(&self, campaign: CampaignId) {
        let tenant = self.tenant;
        let resumed = self
            .db
            .system(async |tx| campaigns::resume(tx, tenant, campaign).await)
            .await
            .unwrap();
        assert_eq!(resumed, campaigns::Shift::Done);
        self.campaigns.wake(tenant, campaign);
    }

    /// Number, state and reason of every recipient.
    pub(super) async fn report(&self, campaign: CampaignId) -> Vec<(String, Delivery, String)> {
        let tenant = self.tenant;
        self.db
            .system(async |tx| {
                campaigns::recipients(
                    tx,
                    tenant,
                    campaign,
                    &campaigns::RecipientFilter::default(),
                    0,
                    10_000,
                )
                .await
            })
            .await
            .unwrap()
            .into_iter()
            .map(|one| {
                let reason = one
                    .reason
                    .map_or(String::new(), |reason| reason.to_string());
                (one.phone, one.state, reason)
            })
            .collect()
    }

    pub(super) async fn sql(&self, text: &str) {
        self.test
            .superuser()
            .await
            .batch_execute(text)
            .await
            .unwrap();
    }
}

/// The number of the nth person.
pub(super) fn phone(n: usize) -> String {
    format!("+62811{n:06}")
}
