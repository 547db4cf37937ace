//! Random histories of runs, crashes, receipts and people against a model of what the ledger promises.

use proptest::{prelude::*, test_runner::TestRunner};
use siar_domain::{campaign::PauseReason, delivery::DeliveryReason};

use super::*;

const PEOPLE: usize = 6;

/// What happens next. Numbers are taken modulo what is there.
#[derive(Debug, Clone)]
enum Step {
    /// A run takes some in hand.
    Lease(usize),
    /// A run commits ids for everything it has leased.
    Submit,
    /// A run settles one recipient: which, and how.
    Settle(usize, u8),
    /// A receipt for one recipient.
    Receipt(usize, u8),
    /// The run dies; another claims the campaign and takes over.
    Crash,
    /// A run that was fenced off long ago tries everything.
    Late,
    /// A person opts out.
    OptOut(usize),
    Pause,
    Resume,
    /// A person queues what was given up again, or what is unknown.
    Again(bool),
    /// Time passes.
    Wait,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1_usize..4).prop_map(Step::Lease),
        4 => Just(Step::Submit),
        4 => (0..PEOPLE, 0_u8..6).prop_map(|(who, how)| Step::Settle(who, how)),
        5 => (0..PEOPLE, 0_u8..3).prop_map(|(who, how)| Step::Receipt(who, how)),
        2 => Just(Step::Crash),
        2 => Just(Step::Late),
        1 => (0..PEOPLE).prop_map(Step::OptOut),
        1 => Just(Step::Pause),
        2 => Just(Step::Resume),
        1 => any::<bool>().prop_map(Step::Again),
        2 => Just(Step::Wait),
    ]
}

/// One person, as the model sees them.
#[derive(Debug, Clone)]
struct Person {
    state: Delivery,
    attempt: i16,
    epoch: i64,
    id: Option<String>,
    ids: Vec<String>,
    due: Option<DateTime<Utc>>,
    opted_out: bool,
}

struct Model {
    people: Vec<Person>,
    quota: i64,
    running: bool,
    low: i32,
}

impl Model {
    fn free(&self) -> i64 {
        let held = self
            .people
            .iter()
            .filter(|one| one.state.unit() != siar_domain::delivery::Unit::None)
            .count();
        (self.quota - i64::try_from(held).unwrap()).max(0)
    }

    fn states(&self) -> Vec<Delivery> {
        self.people.iter().map(|one| one.state).collect()
    }

    fn lease(&mut self, count: usize, now: DateTime<Utc>, epoch: i64) {
        let free = self.free();
        if !self.running || free == 0 {
            return;
        }
        let count = count.min(usize::try_from(free).unwrap());
        let waits = |one: &Person| matches!(one.state, Delivery::Queued | Delivery::Retry);
        let mut due: Vec<usize> = (0..self.people.len())
            .filter(|n| {
                waits(&self.people[*n]) && self.people[*n].due.is_some_and(|due| due <= now)
            })
            .collect();
        due.sort_by_key(|n| (self.people[*n].due, *n));
        due.truncate(count);
        let low = usize::try_from(self.low).unwrap();
        let fresh: Vec<usize> = (low..self.people.len())
            .filter(|n| self.people[*n].state == Delivery::Queued && self.people[*n].due.is_none())
            .take(count - due.len())
            .collect();
        if let Some(last) = fresh.last() {
            self.low = i32::try_from(last + 1).unwrap();
        }
        for n in due.into_iter().chain(fresh) {
            let one = &mut self.people[n];
            one.due = None;
            one.epoch = epoch;
            one.state = if one.opted_out {
                Delivery::Skipped
            } else {
                Delivery::Leased
            };
        }
    }
}

async fn run(world: &World, steps: &[Step]) {
    let quota = 4;
    let of = world.started(PEOPLE, Some(quota)).await;
    let mut claimed = world.claim(of.campaign).await;
    let mut fenced: Option<Claimed> = None;
    let mut model = Model {
        people: vec![
            Person {
                state: Delivery::Queued,
                attempt: 0,
                epoch: 0,
                id: None,
                ids: Vec::new(),
                due: None,
                opted_out: false,
            };
            PEOPLE
        ],
        quota,
        running: true,
        low: 0,
    };
    let mut low = 0;
    let mut made = 0;
    let place = |n: usize| i32::try_from(n + 1).unwrap();
    for step in steps {
        let before = model.states();
        let now = world.now();
        match step {
            Step::Lease(count) => {
                match world.lease(&claimed, *count, low).await {
                    Ok(Leased::Recipients { low: seen, .. }) => low = seen,
                    Ok(Leased::QuotaUsedUp) => {
                        let waits = [Delivery::Queued, Delivery::Retry];
                        assert_eq!(model.free(), 0);
                        assert!(model.people.iter().any(|one| waits.contains(&one.state)));
                    }
                    Ok(Leased::NoSubscription) => panic!("there is one"),
                    Err(Fenced) => assert!(!model.running),
                }
                model.lease(*count, now, claimed.fence.epoch());
            }
            Step::Submit => {
                let mut all = Vec::new();
                for n in 0..PEOPLE {
                    let one = &model.people[n];
                    if one.state == Delivery::Leased && one.epoch == claimed.fence.epoch() {
                        made += 1;
                        let id = one.id.clone().unwrap_or(format!("id-{made}"));
                        all.push(Submission {
                            ordinal: place(n),
                            attempt: one.attempt,
                            message_id: id,
                        });
                    }
                }
                let answer = world.submit(&claimed, &all).await;
                assert_eq!(answer.is_ok(), model.running);
                if model.running {
                    for one in all {
                        let person = &mut model.people[usize::try_from(one.ordinal).unwrap() - 1];
                        if person.opted_out {
                            person.state = Delivery::Skipped;
                        } else {
                            person.state = Delivery::Submitting;
                            person.attempt += 1;
                            if person.id.as_ref() != Some(&one.message_id) {
                                person.ids.push(one.message_id.clone());
                            }
                            person.id = Some(one.message_id);
                        }
                    }
                }
            }
            Step::Settle(n, how) => {
                let one = &mut model.people[*n];
                let outcome = match how {
                    0 => Outcome::Queued,
                    1 | 5 => Outcome::Retry {
                        at: now + TimeDelta::seconds(10),
                        reason: DeliveryReason::Network,
                        under: if *how == 1 {
                            Under::SameId
                        } else {
                            Under::NewId
                        },
                    },
                    2 => Outcome::Failed(DeliveryReason::Engine),
                    3 => Outcome::Skipped(DeliveryReason::Cancelled),
                    _ => Outcome::Unknown(DeliveryReason::Undecidable),
                };
                let settlement = Settlement {
                    ordinal: place(*n),
                    attempt: one.attempt,
                    outcome,
                };
                let moved = world.settle(&claimed, &[settlement]).await.unwrap();
                let may = matches!(one.state, Delivery::Leased | Delivery::Submitting)
                    && one.state.may_become(outcome.state());
                assert_eq!(moved.len(), usize::from(may), "{one:?} {outcome:?}");
                if may {
                    let retry = outcome.state() == Delivery::Retry;
                    one.attempt += i16::from(one.state == Delivery::Leased && retry);
                    if *how == 5 {
                        one.id = None;
                    }
                    one.state = outcome.state();
                    one.due = match outcome {
                        Outcome::Queued => Some(now),
                        Outcome::Retry { at, .. } => Some(at),
                        _ => None,
                    };
                }
            }
            Step::Receipt(n, level) => {
                let one = &mut model.people[*n];
                let level =
                    [Delivery::Sent, Delivery::Delivered, Delivery::Read][usize::from(*level)];
                // Any id it was ever submitted under.
                let Some(id) = one.ids.get(made % one.ids.len().max(1)).cloned() else {
                    continue;
                };
                let moved = world.acknowledge(&claimed.scope, &[(&id, level)]).await;
                let may = one.state.may_become(level);
                assert_eq!(moved.len(), usize::from(may), "{one:?} {level}");
                if may {
                    one.state = level;
                    one.due = None;
                }
            }
            Step::Crash => {
                fenced = Some(claimed.clone());
                let held =
                    |one: &Person| matches!(one.state, Delivery::Leased | Delivery::Submitting);
                if !model.running && !model.people.iter().any(held) {
                    continue;
                }
                claimed = world.claim(of.campaign).await;
                let in_hand = world
                    .db
                    .tenant(&claimed.scope, async |tx| {
                        hand_back(tx, &claimed.fence).await
                    })
                    .await
                    .unwrap()
                    .unwrap();
                let submitting: Vec<i32> = (0..PEOPLE)
                    .filter(|n| model.people[*n].state == Delivery::Submitting)
                    .map(place)
                    .collect();
                assert_eq!(
                    in_hand.iter().map(|one| one.ordinal).collect::<Vec<_>>(),
                    submitting
                );
                for one in &mut model.people {
                    if one.state == Delivery::Leased {
                        one.state = Delivery::Queued;
                        one.due = Some(now);
                    }
                }
                (low, model.low) = (0, 0);
            }
            Step::Late => {
                let Some(late) = fenced.as_ref().filter(|late| late.fence != claimed.fence) else {
                    continue;
                };
                assert_eq!(world.lease(late, 3, 0).await, Err(Fenced));
                let all: Vec<Submission> = (0..PEOPLE)
                    .map(|n| Submission {
                        ordinal: place(n),
                        attempt: model.people[n].attempt,
                        message_id: format!("late-{n}"),
                    })
                    .collect();
                assert_eq!(world.submit(late, &all).await, Err(Fenced));
                let all: Vec<Settlement> = (0..PEOPLE)
                    .map(|n| Settlement {
                        ordinal: place(n),
                        attempt: model.people[n].attempt,
                        outcome: Outcome::Failed(DeliveryReason::Engine),
                    })
                    .collect();
                assert_eq!(world.settle(late, &all).await, Err(Fenced));
            }
            Step::OptOut(n) => {
                model.people[*n].opted_out = true;
                world
                    .sql(&format!(
                        "INSERT INTO suppressions (tenant_id, phone, source, created_at)
                         VALUES ('{}', '+62811{:06}', 'keyword', now()) ON CONFLICT DO NOTHING",
                        of.tenant,
                        n + 1
                    ))
                    .await;
            }
            Step::Pause => {
                world
                    .db
                    .system(async |tx| {
                        campaigns::pause(tx, of.tenant, of.campaign, PauseReason::ByHand).await
                    })
                    .await
                    .unwrap();
                model.running = false;
            }
            Step::Resume => {
                world
                    .db
                    .system(async |tx| campaigns::resume(tx, of.tenant, of.campaign).await)
                    .await
                    .unwrap();
                model.running = true;
            }
            Step::Again(failed) => {
                let (again, from) = if *failed {
                    (Again::Failed, Delivery::Failed)
                } else {
                    (Again::Unknown, Delivery::Unknown)
                };
                world
                    .db
                    .system(async |tx| {
                        campaigns::retry(tx, of.tenant, of.campaign, again, &Pick::All).await
                    })
                    .await
                    .unwrap()
                    .unwrap();
                for one in model.people.iter_mut().filter(|one| one.state == from) {
                    one.state = Delivery::Queued;
                    one.due = Some(now);
                    one.attempt = 0;
                    one.id = None;
                }
            }
            Step::Wait => {
                world.clock.advance(TimeDelta::seconds(11));
                world
                    .db
                    .tenant(&claimed.scope, async |tx| {
                        campaigns::renew(tx, &claimed.fence, HOLD).await
                    })
                    .await
                    .unwrap();
            }
        }
        let states = world.states(&of).await;
        assert_eq!(states, model.states(), "after {step:?}");
        world.books_agree(of.tenant).await;
        for (was, is) in before.iter().zip(&states) {
            // A step may make two moves (a hand-back, then a lease): none of them may skip the rules of receipts.
            assert!(
                was == is || was.may_become(*is) || *was != Delivery::Read,
                "{was} became {is} by {step:?}"
            );
        }
    }
}

#[test]
fn random_histories_agree_with_the_model() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let world = runtime.block_on(World::new());
    let config = ProptestConfig {
        cases: 24,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    TestRunner::new(config)
        .run(&prop::collection::vec(step(), 10..60), |steps| {
            runtime.block_on(run(&world, &steps));
            Ok(())
        })
        .unwrap();
}
