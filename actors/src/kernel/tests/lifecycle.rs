//! Starting in order, stopping in reverse, and what becomes of those that do not stop.

use std::time::Duration;

use actix::{Actor, Running};

use super::{
    super::{
        Change, ChildSpec, Context, Late, LateOutcome, Lookup, Refusal, RootEnd, Snapshot, State,
        Strategy, SupervisorSpec, supervised,
    },
    Do, Kernel, Log, Probe, config, drain, elapse, paused, probe, settle, start, state,
};

fn tree(log: &Log) -> SupervisorSpec {
    SupervisorSpec::fixed("root", Strategy::RestForOne)
        .child(probe("a", log))
        .supervisor(
            SupervisorSpec::fixed("mid", Strategy::OneForAll)
                .child(probe("b", log))
                .child(probe("c", log)),
        )
        .supervisor(SupervisorSpec::dynamic("dyn").child(probe("d", log)))
        .child(probe("e", log))
}

#[test]
fn starts_top_to_bottom_and_stops_in_reverse() {
    paused(async {
        let log = Log::default();
        let kernel = start(tree(&log)).await;
        assert_eq!(
            log.take(),
            ["start a", "start b", "start c", "start d", "start e"]
        );
        assert_eq!(kernel.stop().await, RootEnd::Stopped { late: Vec::new() });
        assert_eq!(
            log.take(),
            ["stop e", "stop d", "stop c", "stop b", "stop a"]
        );
        assert_eq!(kernel.ended().await, RootEnd::Stopped { late: Vec::new() });
        assert!(matches!(
            kernel.registry().lookup::<Probe>("a"),
            Lookup::Restarting | Lookup::Unknown
        ));
        let stopped = |node: &&Snapshot| node.state == State::Stopped;
        assert!(kernel.snapshot().flatten().iter().all(stopped));
    });
}

#[test]
fn the_snapshot_says_everything_and_can_be_sent() {
    paused(async {
        let log = Log::default();
        let kernel = start(tree(&log)).await;
        elapse(1_500).await;
        let snapshot = kernel.snapshot();
        let paths: Vec<_> = snapshot
            .flatten()
            .iter()
            .map(|node| node.path.clone())
            .collect();
        assert_eq!(
            paths,
            [
                "root",
                "root/a",
                "root/mid",
                "root/mid/b",
                "root/mid/c",
                "root/dyn",
                "root/dyn/d",
                "root/e"
            ]
        );
        let json = serde_json::to_value(&snapshot).unwrap();
        assert_eq!(
            json["children"][0],
            serde_json::json!({
                "id": "a",
                "path": "root/a",
                "kind": "actor",
                "actor": "Probe",
                "state": {"name": "running"},
                "since": "1970-01-01T00:00:00Z",
                "mailbox_depth": 0,
                "mailbox_capacity": 1024,
                "restarts": 0,
                "crashes": 0,
                "last_error": null,
                "last_error_at": null,
                "started_at": "1970-01-01T00:00:00Z",
                "uptime_ms": 1500,
                "children": [],
            })
        );
        assert_eq!(serde_json::from_value::<Snapshot>(json).unwrap(), snapshot);
        assert_eq!(
            kernel.supervisor("root/mid").snapshot().unwrap(),
            snapshot.children[1]
        );
    });
}

/// Refuses to stop.
struct Clinging(Log);
supervised!(Clinging);

impl Actor for Clinging {
    type Context = Context<Self>;
    fn stopping(&mut self, _: &mut Self::Context) -> Running {
        Running::Continue
    }
    fn stopped(&mut self, _: &mut Self::Context) {
        self.0.add("never said");
    }
}

impl Drop for Clinging {
    fn drop(&mut self) {
        self.0.add("dropped");
    }
}

fn clinging(id: &str, log: &Log, deadline: u64) -> ChildSpec<Clinging> {
    let log = log.clone();
    ChildSpec::new(id, move || Clinging(log.clone())).shutdown(Duration::from_millis(deadline))
}

#[test]
fn who_does_not_stop_in_time_is_killed_and_named() {
    paused(async {
        let log = Log::default();
        let kernel = start(
            SupervisorSpec::fixed("root", Strategy::OneForOne)
                .child(probe("a", &log))
                .supervisor(
                    SupervisorSpec::fixed("mid", Strategy::OneForOne)
                        .child(clinging("x", &log, 300)),
                )
                .child(clinging("y", &log, 200)),
        )
        .await;
        log.take();
        let mut events = kernel.events();
        let began = tokio::time::Instant::now();
        let late = |path: &str| Late {
            path: path.to_owned(),
            outcome: LateOutcome::Killed,
        };
        assert_eq!(
            kernel.stop().await,
            RootEnd::Stopped {
                late: vec![late("root/y"), late("root/mid/x")]
            }
        );
        assert_eq!(began.elapsed().as_millis(), 500);
        settle().await;
        assert_eq!(log.take(), ["dropped", "dropped", "stop a"]);
        let alerts: Vec<_> = drain(&mut events)
            .into_iter()
            .filter(super::HealthEvent::is_alert)
            .map(|event| (event.path, event.change))
            .collect();
        let killed = Change::Late {
            outcome: LateOutcome::Killed,
        };
        assert_eq!(
            alerts,
            [
                ("root/y".to_owned(), killed.clone()),
                ("root/mid/x".to_owned(), killed)
            ]
        );
    });
}

#[test]
fn dynamic_children_stop_side_by_side() {
    paused(async {
        let log = Log::default();
        let mut root = SupervisorSpec::dynamic("root");
        for n in 0..50 {
            root = root.child(clinging(&format!("c{n}"), &log, 1_000));
        }
        let kernel = start(root).await;
        let began = tokio::time::Instant::now();
        let RootEnd::Stopped { late } = kernel.stop().await else {
            panic!("failed");
        };
        assert_eq!((late.len(), began.elapsed().as_millis()), (50, 1_000));
    });
}

#[test]
fn a_supervisor_with_a_deadline_of_its_own_kills_what_is_left() {
    paused(async {
        let log = Log::default();
        let kernel = start(
            SupervisorSpec::fixed("root", Strategy::OneForOne).supervisor(
                SupervisorSpec::fixed("mid", Strategy::OneForOne)
                    .shutdown(Duration::from_millis(100))
                    .child(clinging("x", &log, 60_000))
                    .child(clinging("y", &log, 60_000)),
            ),
        )
        .await;
        let began = tokio::time::Instant::now();
        let RootEnd::Stopped { mut late } = kernel.stop().await else {
            panic!("failed");
        };
        late.sort_by(|a, b| a.path.cmp(&b.path));
        let paths: Vec<_> = late.iter().map(|late| late.path.as_str()).collect();
        assert_eq!(paths, ["root/mid/x", "root/mid/y"]);
        assert_eq!(began.elapsed().as_millis(), 100);
    });
}

#[test]
fn two_children_of_one_name_are_refused_before_anything_starts() {
    paused(async {
        let log = Log::default();
        let root = SupervisorSpec::fixed("root", Strategy::OneForOne)
            .child(probe("a", &log))
            .supervisor(SupervisorSpec::fixed("mid", Strategy::OneForOne).child(probe("a", &log)));
        assert_eq!(
            Kernel::start(root, config()).unwrap_err(),
            Refusal::Taken("root/a".to_owned())
        );
        let root = SupervisorSpec::fixed("root", Strategy::OneForOne).supervisor(
            SupervisorSpec::fixed("mid", Strategy::OneForOne).child(probe("a/b", &log)),
        );
        assert_eq!(
            Kernel::start(root, config()).unwrap_err(),
            Refusal::BadId("a/b".to_owned())
        );
        settle().await;
        assert_eq!(log.take(), Vec::<String>::new());
    });
}

#[test]
fn dropping_the_last_handle_kills_the_tree() {
    paused(async {
        let log = Log::default();
        let kernel = start(tree(&log)).await;
        let actor = kernel.registry().running::<Probe>("d").unwrap();
        log.take();
        let handle = kernel.supervisor("root/dyn");
        drop(kernel);
        settle().await;
        assert_eq!(actor.ask(Do::Add(1)).await, Ok(1));
        drop(handle);
        settle().await;
        assert!(actor.tell(Do::Add(1)).is_err());
        // Killed: nobody said that it stopped.
        assert_eq!(log.take(), Vec::<String>::new());
    });
}

#[test]
fn a_nested_failure_climbs_until_someone_can_bear_it() {
    paused(async {
        let log = Log::default();
        let second = Duration::from_secs(1);
        let fixed = |id, strategy| SupervisorSpec::fixed(id, strategy).budget(1, second);
        let kernel = start(
            fixed("root", Strategy::OneForOne)
                .child(probe("a", &log))
                .supervisor(
                    fixed("mid", Strategy::OneForOne)
                        .backoff(super::super::Backoff::NONE)
                        .child(probe("b", &log))
                        .child(probe("c", &log)),
                ),
        )
        .await;
        log.take();
        let mut events = kernel.events();
        for _ in 0..2 {
            super::tell(&kernel, "c", Do::Panic);
            settle().await;
        }
        // mid gave up, root restarted it.
        assert_eq!(log.take(), ["start c", "stop b", "start b", "start c"]);
        for _ in 0..2 {
            super::tell(&kernel, "b", Do::Panic);
            settle().await;
        }
        // The second time it is too much for root as well.
        assert_eq!(log.take(), ["start b", "stop c", "stop a"]);
        assert_eq!(
            kernel.ended().await,
            RootEnd::Failed {
                reason: "restart budget spent: mid: restart budget spent: b: \
                         panicked: b on purpose"
                    .to_owned(),
                late: Vec::new()
            }
        );
        let escalated: Vec<_> = drain(&mut events)
            .into_iter()
            .filter(|event| matches!(event.change, Change::Escalated { .. }))
            .map(|event| event.path)
            .collect();
        assert_eq!(escalated, ["root/mid", "root/mid", "root"]);
        assert_eq!(state(&kernel, "root"), State::Stopped);
        assert_eq!(kernel.ready().await.unwrap_err(), kernel.ended().await);
    });
}
