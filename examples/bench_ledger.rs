//! How many messages a second go through the ledger, leased → submitting → sent → delivered, with an engine that answers at once.
//!
//! A hundred tenants with a running campaign each, on the embedded PostgreSQL as `siar serve` starts it: durability on, row-level security
//! on, quota and counts and events moved with every row. Batches as a campaign's actor makes them. Prints one JSON object.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use clap::Parser;
use futures::{StreamExt, stream};
use siar::embedded::{Embedded, Options};
use siar_db::campaigns::{self, Claim, Claimed, Draft, Drafted, Start, Text};
use siar_db::ledger::{self, Leased, Receipt, Submission};
use siar_db::{Db, DbUrls, migrate};
use siar_domain::clock::{Clock, SystemClock};
use siar_domain::delivery::Delivery;
use siar_domain::id::{CampaignId, NodeId, TenantId};
use tokio::time::Instant;
use uuid::Uuid;

type Failure = Box<dyn std::error::Error + Send + Sync>;

const HOLD: TimeDelta = TimeDelta::hours(1);

/// Prints {"messages","seconds","msgs_per_s","tenants","batch","connections"}.
#[derive(Debug, Parser)]
struct Args {
    /// An empty directory for the database.
    #[arg(long)]
    data_dir: PathBuf,
    /// Tenants, each with one campaign.
    #[arg(long, default_value_t = 100)]
    tenants: usize,
    /// Recipients of each campaign.
    #[arg(long, default_value_t = 1000)]
    recipients: usize,
    /// Messages of one lease.
    #[arg(long, default_value_t = 50)]
    batch: usize,
    /// Database connections of each of the two roles.
    #[arg(long, default_value_t = 8)]
    connections: u32,
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "the report is the program's output")]
async fn main() -> Result<(), Failure> {
    let args = Args::parse();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let mut options = Options::new(&args.data_dir, Arc::clone(&clock));
    options.redis = false;
    let embedded = Embedded::start(options).await?;
    let measured = measure(&args, &embedded, clock).await;
    embedded.stop(Duration::from_secs(20)).await;
    let (messages, seconds) = measured?;
    let report = serde_json::json!({
        "messages": messages,
        "seconds": seconds,
        "msgs_per_s": f64::from(u32::try_from(messages)?) / seconds,
        "tenants": args.tenants,
        "batch": args.batch,
        "connections": args.connections,
    });
    println!("{report}");
    Ok(())
}

async fn measure(
    args: &Args,
    embedded: &Embedded,
    clock: Arc<dyn Clock>,
) -> Result<(usize, f64), Failure> {
    let urls = embedded.urls().ok_or("no database was started")?;
    migrate::run(&urls.owner.as_str().into()).await?;
    let urls = DbUrls {
        app: urls.app.as_str().into(),
        system: urls.system.as_str().into(),
        connections: args.connections,
    };
    let db = Db::connect(&urls, Arc::clone(&clock)).await?;
    let node = NodeId(Uuid::now_v7());
    db.system(async |tx| siar_db::nodes::begin(tx, node, "bench", "bench").await)
        .await?;
    let mut claimed = Vec::new();
    for nth in 0..args.tenants {
        let tenant = tenant(&db, nth).await?;
        claimed.push(campaign(&db, node, tenant, args.recipients).await?);
    }

    // As many campaigns at a time as there are connections: more would only wait for one.
    let at_once = usize::try_from(args.connections)?;
    let began = Instant::now();
    let mut runs = stream::iter(claimed)
        .map(|claimed| tokio::spawn(run(db.clone(), *claimed, args.batch)))
        .buffer_unordered(at_once);
    let mut messages = 0;
    while let Some(run) = runs.next().await {
        messages += run??;
    }
    let seconds = began.elapsed().as_secs_f64();
    if messages != args.tenants * args.recipients {
        return Err(format!("{messages} messages went through, not all").into());
    }
    Ok((messages, seconds))
}

/// A tenant with the package without limits.
async fn tenant(db: &Db, nth: usize) -> Result<TenantId, Failure> {
    use siar_db::accounts::{self, NewTenant, NewUser, Registered};
    use siar_db::billing::{self, Assigned};

    let new = NewTenant {
        name: format!("Bench {nth}"),
        country: "ID".to_owned(),
        time_zone: "Asia/Jakarta".to_owned(),
        language: "en".to_owned(),
    };
    let owner = NewUser {
        email: format!("owner{nth}@bench.siar.test"),
        name: "Bench".to_owned(),
        password_hash: "nobody logs in".to_owned(),
    };
    db.system(async |tx| {
        let Registered::Done { tenant, user } = accounts::register(tx, &new, &owner).await? else {
            return Err(Failure::from("the directory is not empty"));
        };
        let packages = billing::packages(tx, true).await?;
        let unlimited = packages
            .iter()
            .find(|package| package.terms.monthly_quota.is_none())
            .ok_or("no package without limits")?;
        match billing::assign(tx, tenant, unlimited.id, 1, Some(user)).await? {
            Assigned::Done(..) => Ok(tenant),
            _ => Err("the package was not assigned".into()),
        }
    })
    .await
}

/// A started campaign, claimed by this node.
async fn campaign(
    db: &Db,
    node: NodeId,
    tenant: TenantId,
    recipients: usize,
) -> Result<Box<Claimed>, Failure> {
    let draft = Draft {
        name: "Bench".to_owned(),
        lists: Vec::new(),
        numbers: (0..recipients)
            .map(|n| format!("+62812{:08}", 10_000_000 + n))
            .collect(),
        text: Text::Own("Promo Sabtu".to_owned()),
        defaults: serde_json::Map::new(),
        auto_resume: false,
        require_consent: false,
        late_bound_seconds: 60,
    };
    db.system(async |tx| {
        let Drafted::Done(id) = campaigns::create(tx, tenant, None, &draft).await? else {
            return Err(Failure::from("the draft was refused"));
        };
        let started = campaigns::start(tx, tenant, id).await?;
        if !matches!(started, Start::Started { .. }) {
            return Err(format!("the campaign did not start: {started:?}").into());
        }
        claim(tx, node, id).await
    })
    .await
}

async fn claim(
    tx: &mut siar_db::Tx,
    node: NodeId,
    id: CampaignId,
) -> Result<Box<Claimed>, Failure> {
    match campaigns::claim(tx, node, id, HOLD).await? {
        Claim::Yours(claimed) => Ok(claimed),
        other => Err(format!("the campaign was not claimed: {other:?}").into()),
    }
}

/// Puts one campaign through the ledger; answers how many messages were delivered.
async fn run(db: Db, claimed: Claimed, batch: usize) -> Result<usize, Failure> {
    let (scope, fence) = (&claimed.scope, &claimed.fence);
    let (mut low, mut delivered) = (0, 0);
    loop {
        let leased = db
            .tenant(scope, async |tx| {
                ledger::lease(tx, fence, batch, low, HOLD)
                    .await
                    .map_err(Failure::from)
            })
            .await?;
        let Ok(Leased::Recipients {
            recipients,
            low: next,
            ..
        }) = leased
        else {
            return Err(format!("no lease: {leased:?}").into());
        };
        if recipients.is_empty() {
            return Ok(delivered);
        }
        low = next;

        let submissions: Vec<Submission> = recipients
            .iter()
            .map(|recipient| Submission {
                ordinal: recipient.ordinal,
                attempt: recipient.attempt,
                message_id: format!("3EB0{}", Uuid::now_v7().simple()),
            })
            .collect();
        let submitted = db
            .tenant(scope, async |tx| {
                ledger::submitting(tx, fence, 1, &submissions)
                    .await
                    .map_err(Failure::from)
            })
            .await?
            .map_err(|_| "the fence was lost")?;
        if submitted.go.len() != submissions.len() {
            return Err("some were not to be sent".into());
        }
        // The engine answers at once, and so does the phone.
        for level in [Delivery::Sent, Delivery::Delivered] {
            let at = db.clock().now();
            let receipts: Vec<Receipt> = submissions
                .iter()
                .map(|one| Receipt {
                    message_id: one.message_id.clone(),
                    level,
                    at,
                })
                .collect();
            let moved = db
                .tenant(scope, async |tx| {
                    ledger::acknowledge(tx, fence.tenant(), &receipts)
                        .await
                        .map_err(Failure::from)
                })
                .await?;
            if level == Delivery::Delivered {
                delivered += moved.len();
            }
        }
    }
}
