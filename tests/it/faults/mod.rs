//! Everything is killed while a campaign runs, and nobody hears twice or is left out.
//!
//! A campaign of 200 goes to the sandbox through real Chromium. Meanwhile a nemesis, seeded, kills what runs: the server itself,
//! the browser, one of its renderers, PostgreSQL (stopped immediately, as by `pg_ctl stop -m immediate`), Redis; and stops the server for
//! longer than its leases last. Most blows are aimed at the windows in which a message could be lost or sent twice (`window.rs`), and a window that
//! was not hit often enough is a failure. In the end the sandbox's own log is held against Siar's ledger, person by person.
//!
//! `SIAR_FAULT_SEED` and `SIAR_FAULT_KILLS` say which story is told and how long it is; `scripts/soak --kills 1000` tells a long one.

mod aim;
mod nemesis;
mod plan;
mod window;

use std::time::Duration;

use serde_json::{Value, json};

use crate::world::{
    FAST, SOON, World, patiently,
    tenant::{Recipient, Tenant, without_colours},
    truth,
};

use nemesis::{Nemesis, Report};
use plan::Plan;
use window::hits;

const LEASE_SECONDS: u64 = 3;

fn set<T: std::str::FromStr>(name: &str) -> Option<T> {
    let value = std::env::var(name).ok()?;
    Some(
        value
            .parse()
            .unwrap_or_else(|_| panic!("{name} is not a number: {value}")),
    )
}

#[tokio::test]
async fn nobody_twice_and_nobody_skipped_whatever_is_killed() {
    let seed: u64 = set("SIAR_FAULT_SEED").unwrap_or_else(|| uuid::Uuid::new_v4().as_u64_pair().0);
    let kills: usize = set("SIAR_FAULT_KILLS").unwrap_or(50);
    let freezes = kills.div_ceil(10);
    let people = kills * 4;
    eprintln!(
        "SIAR_FAULT_SEED={seed} SIAR_FAULT_KILLS={kills}: {people} people, {freezes} freezes"
    );

    let lease = LEASE_SECONDS.to_string();
    let mut settings = FAST.to_vec();
    settings.extend([
        ("SIAR_LEASE_SECONDS", lease.as_str()),
        // Slow enough that there is something left to send when the last blow falls, however quickly Siar recovers.
        ("SIAR_PACE_LEAST_DELAY_MS", "200"),
        ("SIAR_RETRY_ATTEMPTS", "100"),
        ("SIAR_RETRY_FIRST_SECONDS", "1"),
        // What cannot be decided is listed before the test ends.
        ("SIAR_RECEIPT_PATIENCE_SECONDS", "60"),
    ]);
    let mut world = World::start(&settings).await;
    slow_commits(&world).await;
    let quota = i64::try_from(people).unwrap() + 10;
    let tenant = world.tenant(quota).await;
    let account = "+6281200000001".parse().unwrap();
    tenant.link(&world.sandbox, &account).await;
    tenant.hurry().await;

    let everybody: Vec<String> = (0..people)
        .map(|n| format!("+62813{:08}", 10_000_000 + n))
        .collect();
    let campaign = tenant
        .campaign(json!({
            "name": "Promo", "numbers": everybody, "text": "Promo Sabtu", "auto_resume": true,
        }))
        .await;
    let plan = Plan::new(seed, kills, freezes, people);
    let nemesis = Nemesis {
        siar: &mut world.siar,
        sandbox: &world.sandbox,
        tenant: &tenant,
        campaign: &campaign,
        account: &account,
        people: people as u64,
        freeze: Duration::from_secs(LEASE_SECONDS) + Duration::from_millis(1_500),
        report: Report::default(),
    };
    let report = nemesis.run(&plan).await;
    eprintln!("{report:?}");

    // What the nemesis left to be sent goes out at the usual pace.
    let rest = Duration::from_millis(500) * u32::try_from(people).unwrap();
    tenant.completed_within(SOON + rest, &campaign).await;
    let ledger = settled(&world, &tenant, &campaign, &account).await;
    let unknown = undecidable(&world, &account, &report, &ledger).await;
    // A person decides, who in this world can know: they are sent to, and then everybody has it once.
    let resolve = format!("/campaigns/{campaign}/resolve");
    let decided = tenant
        .api
        .post(&resolve, json!({ "decision": "send_again" }))
        .await;
    assert_eq!(decided, json!({ "changed": unknown }));
    let done = tenant.completed_within(SOON + rest, &campaign).await;
    let ledger = settled(&world, &tenant, &campaign, &account).await;
    check(&tenant, &done, &campaign, &ledger, &everybody).await;
    let hits = hits(&report.seen, &world.siar.log());
    eprintln!("{hits:?}");
    let enough = (kills / 10).max(1);
    assert!(
        hits.values().all(|times| *times >= enough),
        "a window was hit less than {enough} times: {hits:?}"
    );
    // A nemesis that comes when all is over shows nothing.
    assert!(
        report.during * 10 >= plan.0.len() * 8,
        "only {} of {} blows fell while there was something to send",
        report.during,
        plan.0.len()
    );
    world.stop().await;
}

/// Every commit takes 60 ms from now on, in every life of the database: long enough to be hit.
async fn slow_commits(world: &World) {
    let socket = world.siar.data_dir().join("run");
    let mut config = tokio_postgres::Config::new();
    config.host_path(socket).user("postgres").dbname("siar");
    let (client, connection) = config.connect(tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    for setting in [
        "ALTER SYSTEM SET commit_delay = 60000",
        "ALTER SYSTEM SET commit_siblings = 0",
        "SELECT pg_reload_conf()",
    ] {
        client.batch_execute(setting).await.unwrap();
    }
}

/// The ledger once the last receipts are in: it agrees with the truth, or the test ends here.
async fn settled(
    world: &World,
    tenant: &Tenant,
    campaign: &str,
    account: &siar_sandbox::number::Number,
) -> Vec<Recipient> {
    patiently(SOON, async || {
        let ledger = tenant.ledger(campaign).await;
        let truth = truth::fates(&world.sandbox, account, "Promo Sabtu").await;
        let found = truth::differences(&ledger, &truth);
        if found.is_empty() {
            let again: u32 = truth.values().map(|fate| fate.arrivals - 1).sum();
            let dropped: u32 = truth
                .values()
                .map(|fate| fate.phone_arrivals - fate.shown)
                .sum();
            eprintln!("{again} sent again under the same id, of which phones dropped {dropped}");
            Ok(ledger)
        } else {
            Err(format!("{found:#?}"))
        }
    })
    .await
}

/// How many are listed as `unknown`, once each is shown to be truly undecidable.
///
/// The browser's profile survives every one of these blows, so the page always knows what it was told to send. One thing it cannot know: a
/// message that it has written down and not yet handed to the wire when it dies looks to it like one whose acknowledgement was lost (engine
/// facts §1.5). That takes some milliseconds of each message. Whatever did reach WhatsApp is settled by its receipts.
async fn undecidable(
    world: &World,
    account: &siar_sandbox::number::Number,
    report: &Report,
    ledger: &[Recipient],
) -> usize {
    let truth = truth::fates(&world.sandbox, account, "Promo Sabtu").await;
    let unknown: Vec<&Recipient> = ledger.iter().filter(|row| row.state == "unknown").collect();
    for row in &unknown {
        assert_eq!(row.reason.as_deref(), Some("undecidable"), "{row:?}");
        assert_eq!(
            truth.get(&row.phone),
            None,
            "its receipts settle it: {row:?}"
        );
    }
    let log = without_colours(&world.siar.log());
    let given_up: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("nobody can know whether it was sent"))
        .collect();
    for line in &given_up {
        assert!(
            line.contains("evidence=Pending memory_lost=false"),
            "decidable: {line}"
        );
    }
    // A server that is killed before it has committed what it logs says it again.
    assert!(given_up.len() >= unknown.len(), "{given_up:#?}");
    let pages = report.pages_ended();
    eprintln!("{} undecidable, {pages} pages ended", unknown.len());
    assert!(
        unknown.len() * 10 <= pages,
        "more than so short a moment explains: {unknown:?}"
    );
    unknown.len()
}

async fn check(
    tenant: &Tenant,
    done: &Value,
    campaign: &str,
    ledger: &[Recipient],
    everybody: &[String],
) {
    let count = |state: &str| ledger.iter().filter(|row| row.state == state).count();
    // Everybody once, nobody else.
    let mut phones: Vec<&str> = ledger.iter().map(|row| row.phone.as_str()).collect();
    phones.sort_unstable();
    assert_eq!(
        phones,
        everybody.iter().map(String::as_str).collect::<Vec<_>>()
    );
    let sent = count("sent") + count("delivered") + count("read");
    assert_eq!(sent, everybody.len(), "somebody was left out: {done}");

    // The counts that people see are those of the rows, and each sent message took one unit.
    let now = tenant.read(campaign).await;
    for state in [
        "queued",
        "leased",
        "submitting",
        "retry",
        "sent",
        "delivered",
        "read",
        "failed",
        "skipped",
        "unknown",
    ] {
        assert_eq!(now["counts"][state], count(state), "{state}: {now}");
    }
    let quota = tenant.api.get("/quota").await;
    assert_eq!(
        (&quota["period"]["used"], &quota["period"]["reserved"]),
        (&json!(sent), &json!(0)),
        "{quota}"
    );
}
