//! What is killed or hangs comes back, with its data.

use std::time::Duration;

use nix::sys::signal::Signal;
use siar::embedded::{Embedded, State};
use siar_testkit::wait_until;

use super::{Place, SOON, connect, pid_of, redis_get, redis_set, send, up_again};

const DEADLINE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn postgres_comes_back_with_what_was_committed() {
    let place = Place::new();
    let embedded = place.start().await;
    let url = embedded.urls().unwrap().owner.clone();
    connect(&url)
        .await
        .batch_execute("CREATE TABLE kept (round int)")
        .await
        .unwrap();

    // Killed; told to stop at once, as by an operator in a hurry; told to stop, which it must not stay.
    let signals = [Signal::SIGKILL, Signal::SIGQUIT, Signal::SIGINT];
    for (round, signal) in signals.into_iter().enumerate() {
        let round = i32::try_from(round).unwrap();
        let client = connect(&url).await;
        client
            .execute("INSERT INTO kept VALUES ($1)", &[&round])
            .await
            .unwrap();
        let before = pid_of(&embedded, "PostgreSQL");
        send(before, signal);
        up_again(&embedded, "PostgreSQL", before).await;
    }
    let kept: Vec<i32> = connect(&url)
        .await
        .query("SELECT round FROM kept ORDER BY 1", &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert_eq!(kept, [0, 1, 2]);
    let health = embedded.health().borrow().clone();
    assert_eq!(health.postgres.unwrap().restarts, 3);
    assert_eq!(health.redis.unwrap().restarts, 0);
    embedded.stop(DEADLINE).await;
}

#[tokio::test]
async fn redis_comes_back_with_what_it_held() {
    let place = Place::new();
    let embedded = place.start().await;
    let url = embedded.redis_url().unwrap().to_owned();
    redis_set(&url, "before the crash").await;
    let before = pid_of(&embedded, "Redis");
    send(before, Signal::SIGKILL);
    up_again(&embedded, "Redis", before).await;
    assert_eq!(redis_get(&url).await.as_deref(), Some("before the crash"));
    embedded.stop(DEADLINE).await;
}

#[tokio::test]
async fn a_hang_is_a_crash() {
    let place = Place::new();
    let mut options = place.options();
    options.hang_after = Duration::from_millis(1200);
    let embedded = Embedded::start(options).await.unwrap();
    for service in ["PostgreSQL", "Redis"] {
        let before = pid_of(&embedded, service);
        send(before, Signal::SIGSTOP);
        wait_until(SOON, || async {
            let health = embedded.health().borrow().clone();
            let state = match service {
                "PostgreSQL" => health.postgres.unwrap().state,
                _ => health.redis.unwrap().state,
            };
            matches!(state, State::Unresponsive { pid } if pid == before)
        })
        .await;
        up_again(&embedded, service, before).await;
    }
    embedded.stop(DEADLINE).await;
}
