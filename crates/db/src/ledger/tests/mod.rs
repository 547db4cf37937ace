//! The ledger against a real PostgreSQL.

mod fence;
mod flow;
mod model;
mod start;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use siar_domain::{
    clock::Clock,
    delivery::Delivery,
    id::{CampaignId, NodeId, TenantId},
};
use siar_testkit::{FakeClock, TestDb};
use uuid::Uuid;

use super::*;
use crate::{
    Db, DbUrls, Scope,
    campaigns::{self, Claim, Claimed, Draft, Drafted, Start, Text},
};

pub(crate) const HOLD: TimeDelta = TimeDelta::minutes(1);

/// A database with one tenant who has a subscription, a session and contacts in one list.
pub(crate) struct World {
    pub(crate) test: TestDb,
    pub(crate) db: Db,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) node: NodeId,
}

/// A started campaign of a tenant of its own.
#[derive(Clone)]
pub(crate) struct Started {
    pub(crate) tenant: TenantId,
    pub(crate) campaign: CampaignId,
}

impl World {
    pub(crate) async fn new() -> Self {
        let test = TestDb::new().await;
        let clock = Arc::new(FakeClock::default());
        let urls = DbUrls {
            app: test.app_url().into(),
            system: test.system_url().into(),
            connections: 4,
        };
        let db = Db::connect(&urls, clock.clone()).await.unwrap();
        Self {
            test,
            db,
            clock,
            node: NodeId(Uuid::now_v7()),
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) async fn sql(&self, text: &str) {
        self.test
            .superuser()
            .await
            .batch_execute(text)
            .await
            .unwrap_or_else(|error| panic!("{text}: {error:?}"));
    }

    /// A tenant with `people` contacts `+62811000001…` in one list and `quota` units a month.
    pub(crate) async fn tenant(&self, people: usize, quota: Option<i64>) -> (TenantId, Uuid) {
        let (tenant, list, package) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let now = self.now();
        let quota = quota.map_or("NULL".to_owned(), |quota| quota.to_string());
        self.sql(&format!(
            "INSERT INTO tenants (id, name, created_at) VALUES ('{tenant}', 'Toko', '{now}');
             INSERT INTO packages (id, name, price, monthly_quota, api_tier) VALUES ('{package}', 'P {package}', 1, {quota}, 'basic');
             INSERT INTO subscriptions (id, tenant_id, package_id, state, starts_at, ends_at, created_at)
                 VALUES ('{package}', '{tenant}', '{package}', 'active', '{now}'::timestamptz - interval '3 days', '{now}'::timestamptz + interval '1 year', '{now}');
             INSERT INTO sessions (tenant_id, since, state) VALUES ('{tenant}', '{now}', 'working');
             INSERT INTO lists (id, tenant_id, name, created_at) VALUES ('{list}', '{tenant}', 'All', '{now}');
             INSERT INTO contacts (id, tenant_id, phone, name, attributes, created_at, updated_at)
                 SELECT gen_random_uuid(), '{tenant}', '+62811' || lpad(n::text, 6, '0'), 'Person ' || n, jsonb_build_object('city', 'Solo', 'size', n),
                     '{now}'::timestamptz + n * interval '1 millisecond', '{now}'
                 FROM generate_series(1, {people}) n;
             INSERT INTO list_members (tenant_id, list_id, contact_id) SELECT tenant_id, '{list}', id FROM contacts WHERE tenant_id = '{tenant}'"
        ))
        .await;
        (TenantId(tenant), list)
    }

    pub(crate) async fn draft(&self, tenant: TenantId, list: Uuid) -> CampaignId {
        self.draft_of(tenant, &[list], &[], "Halo {{ name }}").await
    }

    /// A draft to these lists and numbers.
    pub(crate) async fn draft_of(
        &self,
        tenant: TenantId,
        lists: &[Uuid],
        numbers: &[&str],
        text: &str,
    ) -> CampaignId {
        let draft = Draft {
            name: "Promo".to_owned(),
            lists: lists.iter().map(|list| (*list).into()).collect(),
            numbers: numbers.iter().map(|number| (*number).to_owned()).collect(),
            text: Text::Own(text.to_owned()),
            defaults: serde_json::Map::new(),
            auto_resume: false,
            require_consent: false,
            late_bound_seconds: 60,
        };
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

    pub(crate) async fn start(&self, tenant: TenantId, campaign: CampaignId) -> Start {
        self.db
            .system(async |tx| campaigns::start(tx, tenant, campaign).await)
            .await
            .unwrap()
    }

    pub(crate) async fn started(&self, people: usize, quota: Option<i64>) -> Started {
        let (tenant, list) = self.tenant(people, quota).await;
        let campaign = self.draft(tenant, list).await;
        assert!(matches!(
            self.start(tenant, campaign).await,
            Start::Started { .. }
        ));
        Started { tenant, campaign }
    }

    pub(crate) async fn claim(&self, campaign: CampaignId) -> Claimed {
        let node = self.node;
        let claim = self
            .db
            .system(async |tx| campaigns::claim(tx, node, campaign, HOLD).await)
            .await
            .unwrap();
        let Claim::Yours(claimed) = claim else {
            panic!("{claim:?}")
        };
        *claimed
    }

    pub(crate) async fn lease(
        &self,
        of: &Claimed,
        count: usize,
        low: i32,
    ) -> Result<Leased, Fenced> {
        self.db
            .tenant(&of.scope, async |tx| {
                lease(tx, &of.fence, count, low, HOLD).await
            })
            .await
            .unwrap()
    }

    pub(crate) async fn submit(
        &self,
        of: &Claimed,
        submissions: &[Submission],
    ) -> Result<Submitted, Fenced> {
        self.db
            .tenant(&of.scope, async |tx| {
                submitting(tx, &of.fence, 1, submissions).await
            })
            .await
            .unwrap()
    }

    pub(crate) async fn settle(
        &self,
        of: &Claimed,
        settlements: &[Settlement],
    ) -> Result<Vec<Moved>, Fenced> {
        self.db
            .tenant(&of.scope, async |tx| {
                settle(tx, &of.fence, settlements).await
            })
            .await
            .unwrap()
    }

    pub(crate) async fn acknowledge(
        &self,
        scope: &Scope,
        receipts: &[(&str, Delivery)],
    ) -> Vec<(i32, Delivery)> {
        let at = self.now();
        let receipts: Vec<Receipt> = receipts
            .iter()
            .map(|(id, level)| Receipt {
                message_id: (*id).to_owned(),
                level: *level,
                at,
            })
            .collect();
        self.db
            .tenant(scope, async |tx| {
                acknowledge(tx, scope.tenant(), &receipts).await
            })
            .await
            .unwrap()
            .into_iter()
            .map(|(_, moved)| (moved.ordinal, moved.state))
            .collect()
    }

    /// The states by ordinal, as the superuser sees them.
    pub(crate) async fn states(&self, of: &Started) -> Vec<Delivery> {
        self.test
            .superuser()
            .await
            .query(
                &format!(
                    "SELECT state FROM recipients WHERE campaign_id = '{}' ORDER BY ordinal",
                    of.campaign
                ),
                &[],
            )
            .await
            .unwrap()
            .iter()
            .map(|row| row.get::<_, &str>(0).parse().unwrap())
            .collect()
    }

    /// Counts and quota are what the ledger says, at this moment (invariant 3).
    pub(crate) async fn books_agree(&self, tenant: TenantId) {
        let client = self.test.superuser().await;
        let sums: Vec<String> = Delivery::ALL
            .iter()
            .map(|state| {
                format!(
                    "n.{state} = (SELECT count(*) FROM recipients r WHERE r.campaign_id = n.campaign_id AND r.state = '{state}')"
                )
            })
            .collect();
        let wrong: i64 = client
            .query_one(
                &format!(
                    "SELECT count(*) FROM campaign_counts n WHERE n.tenant_id = '{tenant}' AND NOT ({})",
                    sums.join(" AND ")
                ),
                &[],
            )
            .await
            .unwrap()
            .get(0);
        assert_eq!(wrong, 0, "counts differ from the ledger");
        let unit = |state: &Delivery| match state.unit() {
            siar_domain::delivery::Unit::None => "none",
            siar_domain::delivery::Unit::Reserved => "reserved",
            siar_domain::delivery::Unit::Used => "used",
        };
        let of = |want: &str| {
            Delivery::ALL
                .iter()
                .filter(|state| unit(state) == want)
                .map(|state| format!("'{state}'"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let wrong = client
            .query(
                &format!(
                    "SELECT q.starts_at::text, q.used, q.reserved, x.used, x.reserved FROM quota_periods q LEFT JOIN LATERAL (
                         SELECT count(*) FILTER (WHERE r.state IN ({})) AS used, count(*) FILTER (WHERE r.state IN ({})) AS reserved
                         FROM recipients r WHERE r.tenant_id = q.tenant_id AND r.quota_period = q.starts_at) x ON true
                     WHERE q.tenant_id = '{tenant}' AND (q.used <> x.used OR q.reserved <> x.reserved)
                     UNION ALL SELECT 'unit without a period', 0, 0, 0, count(*) FROM recipients r
                     WHERE r.tenant_id = '{tenant}' AND (r.quota_period IS NULL) <> (r.state IN ({})) HAVING count(*) > 0",
                    of("used"), of("reserved"), of("none")
                ),
                &[],
            )
            .await
            .unwrap();
        assert!(wrong.is_empty(), "quota differs from the ledger: {wrong:?}");
    }
}

/// Those in hand, as submissions under ids made from their place.
pub(crate) fn submissions(leased: &Leased, prefix: &str) -> Vec<Submission> {
    let Leased::Recipients { recipients, .. } = leased else {
        panic!("{leased:?}")
    };
    recipients
        .iter()
        .map(|one| Submission {
            ordinal: one.ordinal,
            attempt: one.attempt,
            message_id: one
                .message_id
                .clone()
                .unwrap_or_else(|| format!("{prefix}-{}", one.ordinal)),
        })
        .collect()
}
