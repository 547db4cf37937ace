//! However Siar ends, nothing of it is left running, and the next start works.

use std::process::{Command, Stdio};
use std::time::Duration;

use nix::sys::signal::Signal;
use siar::embedded::programs::{PostgresPrograms, RunAs};
use siar_testkit::{ChildGroup, wait_until};

use super::{Place, SOON, alive, connect, pid_of, processes_in, send};

const DEADLINE: Duration = Duration::from_secs(20);
const DATA_DIR: &str = "SIAR_IT_EMBEDDED_DATA_DIR";

#[tokio::test]
async fn a_stop_leaves_no_process_even_with_clients_and_a_transaction_open() {
    let place = Place::new();
    let embedded = place.start().await;
    let client = connect(&embedded.urls().unwrap().owner).await;
    client
        .batch_execute("BEGIN; CREATE TABLE never_committed (x int)")
        .await
        .unwrap();
    embedded.stop(DEADLINE).await;
    assert_eq!(processes_in(&place.data_dir()), Vec::<String>::new());
}

#[tokio::test]
async fn a_server_that_does_not_stop_is_killed_in_time() {
    let place = Place::new();
    let embedded = place.start().await;
    send(pid_of(&embedded, "PostgreSQL"), Signal::SIGSTOP);
    send(pid_of(&embedded, "Redis"), Signal::SIGSTOP);
    embedded.stop(Duration::from_secs(2)).await;
    wait_until(SOON, || async {
        match processes_in(&place.data_dir()) {
            left if left.is_empty() => Ok(()),
            left => Err(left),
        }
    })
    .await;
}

#[tokio::test]
async fn dropping_it_stops_the_servers() {
    let place = Place::new();
    drop(place.start().await);
    wait_until(SOON, || async {
        processes_in(&place.data_dir()).is_empty()
    })
    .await;
}

#[tokio::test]
async fn killing_siar_takes_the_servers_along() {
    let place = Place::new();
    let (mut siar, pids) = another_siar(&place).await;
    send(siar.pid(), Signal::SIGKILL);
    siar.ended(SOON).await;
    wait_until(SOON, || async { !pids.iter().any(|pid| alive(*pid)) }).await;
}

#[tokio::test]
async fn a_start_right_after_a_kill_waits_for_the_servers_on_their_way_out() {
    let place = Place::new();
    let (mut siar, pids) = another_siar(&place).await;
    send(siar.pid(), Signal::SIGKILL);
    siar.ended(SOON).await;
    let embedded = place.start().await;
    assert!(!pids.iter().any(|pid| alive(*pid)));
    embedded.stop(DEADLINE).await;
}

#[tokio::test]
async fn a_server_left_over_that_hangs_is_ended_by_the_next_start() {
    let place = Place::new();
    place.start().await.stop(DEADLINE).await;
    let data = place.data_dir().join("pg");
    let mut command = Command::new(PostgresPrograms::find().unwrap().postgres);
    command
        .arg("-D")
        .arg(&data)
        .arg("-k")
        .arg(place.data_dir().join("run"))
        .args(["-c", "listen_addresses="])
        .stderr(Stdio::null());
    if let Some(user) = RunAs::choose().unwrap() {
        user.apply(&mut command);
    }
    let leftover = ChildGroup::spawn(&mut command).unwrap();
    wait_until(SOON, || async { data.join("postmaster.pid").exists() }).await;
    leftover.signal(Signal::SIGSTOP);

    let embedded = place.start().await;
    assert!(!alive(leftover.pid()));
    assert_eq!(
        embedded
            .health()
            .borrow()
            .postgres
            .as_ref()
            .unwrap()
            .restarts,
        0
    );
    embedded.stop(DEADLINE).await;
}

/// A process that has started the services in `place`, and their process ids.
async fn another_siar(place: &Place) -> (ChildGroup, Vec<u32>) {
    let siar = ChildGroup::spawn(
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "embedded::stop::process_to_be_killed"])
            .args(["--ignored", "--nocapture"])
            .env(DATA_DIR, place.data_dir())
            .stdout(Stdio::null()),
    )
    .unwrap();
    let marker = place.0.path().join("pids");
    let pids: Vec<u32> = wait_until(SOON, || async {
        let text = std::fs::read_to_string(&marker).ok()?;
        text.strip_suffix('\n')
            .map(|line| line.split(' ').map(|pid| pid.parse().unwrap()).collect())
    })
    .await;
    assert!(pids.len() == 2 && pids.iter().all(|pid| alive(*pid)));
    (siar, pids)
}

#[tokio::test]
#[ignore = "run by the tests above as the process to be killed"]
async fn process_to_be_killed() {
    let data_dir = std::path::PathBuf::from(std::env::var_os(DATA_DIR).unwrap());
    let clock = std::sync::Arc::new(siar_testkit::FakeClock::default());
    let embedded = siar::embedded::Embedded::start(siar::embedded::Options::new(&data_dir, clock))
        .await
        .unwrap();
    let pids: Vec<String> = embedded
        .pids()
        .iter()
        .map(|(_, pid)| pid.to_string())
        .collect();
    std::fs::write(data_dir.with_file_name("pids"), pids.join(" ") + "\n").unwrap();
    std::future::pending::<()>().await;
}
