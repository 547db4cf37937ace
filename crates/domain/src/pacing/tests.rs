use super::*;
use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

fn pacer(min_ms: u32, max_ms: u32, hourly: u32, daily: u32) -> Pacer<u8> {
    let settings = PaceSettings {
        min_delay_ms: min_ms,
        max_delay_ms: max_ms,
        hourly_cap: hourly,
        daily_cap: daily,
    };
    Pacer::restore(settings, at(0), [])
}

/// Sends as soon as allowed, `count` messages or until `until`; the moments.
fn run(
    pacer: &mut Pacer<u8>,
    rng: &mut ChaCha8Rng,
    mut now: DateTime<Utc>,
    count: usize,
    until: DateTime<Utc>,
) -> Vec<DateTime<Utc>> {
    let mut sent = Vec::new();
    while sent.len() < count && now < until {
        let taken = pacer.take(now, 1, rng);
        sent.extend((0..taken.granted).map(|_| now));
        if let Slot::Later(wait) = taken.next {
            assert!(wait.until > now, "{wait:?}");
            now = wait.until;
        }
    }
    sent
}

/// The oracle: exact sliding windows over the moments of sending, both ends included.
fn most_within(sent: &[DateTime<Utc>], window: Duration) -> usize {
    (0..sent.len())
        .map(|from| {
            sent[from..]
                .iter()
                .take_while(|at| **at - sent[from] <= window)
                .count()
        })
        .max()
        .unwrap_or(0)
}

#[test]
fn the_defaults_wait_six_to_twelve_seconds() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut pacer = Pacer::<u8>::restore(PaceSettings::default(), at(0), []);
    let sent = run(&mut pacer, &mut rng, at(0), 200, at(100_000));
    assert_eq!(sent[0], at(0));
    let delays: Vec<_> = sent
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).num_milliseconds())
        .collect();
    assert!(
        delays.iter().all(|delay| (6_000..=12_000).contains(delay)),
        "{delays:?}"
    );
    let mean = delays.iter().sum::<i64>() / 199;
    assert!((8_500..9_500).contains(&mean), "{mean}");
}

#[test]
fn a_delay_of_nothing_gives_many_slots_at_once_up_to_the_caps() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut pacer = pacer(0, 0, 100, 150);
    assert_eq!(
        pacer.take(at(0), 50, &mut rng),
        Taken {
            granted: 50,
            next: Slot::Now
        }
    );
    let taken = pacer.take(at(0), 80, &mut rng);
    assert_eq!(taken.granted, 50);
    let Slot::Later(wait) = taken.next else {
        panic!("{taken:?}")
    };
    assert_eq!(wait.reason, WaitReason::HourlyCap);
    // The end of the 61st minute after the one in which they were sent.
    assert!(wait.until > at(3600) && wait.until <= at(3660), "{wait:?}");
    let taken = pacer.take(wait.until, 80, &mut rng);
    assert_eq!(taken.granted, 50);
    let Slot::Later(wait) = taken.next else {
        panic!("{taken:?}")
    };
    assert_eq!(wait.reason, WaitReason::DailyCap);
    assert!(
        wait.until > at(86_400) && wait.until <= at(86_460),
        "{wait:?}"
    );
}

#[test]
fn a_restart_forgets_nothing() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut before = pacer(1_000, 1_000, 10, 100);
    let sent = run(&mut before, &mut rng, at(0), 10, at(3000));
    assert_eq!(sent.len(), 10);
    let kept: Vec<_> = before.minutes().collect();
    let now = *sent.last().unwrap() + Duration::milliseconds(10);
    let mut after = Pacer::<u8>::restore(*before.settings(), now, kept);
    assert_eq!(after.take(now, 5, &mut rng).granted, 0);
    assert_eq!(after.slot(now), before.slot(now));
    let Slot::Later(wait) = after.slot(now) else {
        panic!()
    };
    assert_eq!(wait.reason, WaitReason::HourlyCap);
    // Straight after a restart, the delay is kept from now.
    let mut fresh = Pacer::<u8>::restore(*before.settings(), now, [(now, 1)]);
    assert_eq!(
        fresh.slot(now),
        Slot::Later(Wait {
            until: now + Duration::seconds(1),
            reason: WaitReason::Delay
        })
    );
    assert_eq!(
        fresh.take(now + Duration::seconds(1), 5, &mut rng).granted,
        1
    );
}

#[test]
fn a_clock_set_back_delays_by_no_more_than_the_longest_delay() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut pacer = pacer(1_000, 2_000, 10, 100);
    assert_eq!(pacer.take(at(100_000), 1, &mut rng).granted, 1);
    let Slot::Later(wait) = pacer.slot(at(0)) else {
        panic!()
    };
    assert_eq!(
        wait,
        Wait {
            until: at(2),
            reason: WaitReason::Delay
        }
    );
}

#[test]
fn what_is_given_back_can_be_sent_again() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut pacer = pacer(0, 0, 10, 100);
    assert_eq!(pacer.take(at(0), 10, &mut rng).granted, 10);
    pacer.give_back(at(0), 3);
    assert_eq!(pacer.take(at(70), 10, &mut rng).granted, 3);
    pacer.give_back(at(999), 3);
    assert_eq!(pacer.take(at(70), 10, &mut rng).granted, 0);
}

#[test]
fn replies_go_first_and_campaigns_share() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut pacer = pacer(0, 0, 12, 100);
    let claim = |who, wants, weight| Claim { who, wants, weight };
    let (grants, _) = pacer.allot(
        at(0),
        &[
            claim(Claimant::Campaign(1), 100, 1),
            claim(Claimant::Replies, 3, 1),
            claim(Claimant::Campaign(2), 100, 2),
        ],
        &mut rng,
    );
    assert_eq!(
        grants,
        [
            (Claimant::Campaign(1), 3),
            (Claimant::Replies, 3),
            (Claimant::Campaign(2), 6)
        ]
    );
    let (grants, next) = pacer.allot(at(0), &[claim(Claimant::Campaign(1), 100, 1)], &mut rng);
    assert_eq!(grants, []);
    assert!(matches!(next, Slot::Later(_)));
}

#[test]
fn eta_knows_delay_and_caps() {
    let paced = pacer(6_000, 12_000, 10_000, 100_000);
    assert_eq!(paced.eta(at(0), 0), Duration::zero());
    let minutes = |pacer: &Pacer<u8>, n| pacer.eta(at(0), n).num_minutes();
    // 100 messages, 9 s each.
    assert!(
        (14..=16).contains(&minutes(&paced, 100)),
        "{}",
        minutes(&paced, 100)
    );
    // 240 an hour: 1,000 take four full hours and the 40 of the fifth.
    let capped = pacer(6_000, 12_000, 240, 10_000);
    assert!(
        (240..=260).contains(&minutes(&capped, 1_000)),
        "{}",
        minutes(&capped, 1_000)
    );
    // 1,000 a day.
    let daily = Pacer::<u8>::restore(PaceSettings::default(), at(0), []);
    let days = daily.eta(at(0), 10_000).num_days();
    assert!((9..=10).contains(&days), "{days}");
    // What was sent before counts.
    let full = Pacer::<u8>::restore(PaceSettings::default(), at(0), [(at(-120), 240)]);
    assert!(
        (57..=61).contains(&minutes(&full, 1)),
        "{}",
        minutes(&full, 1)
    );
    assert_eq!(
        pacer(0, 0, 1_000, 1_000).eta(at(0), 1_000),
        Duration::zero()
    );
    assert_eq!(shared(100, &[20, 500]), 220);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_window_anywhere_holds_more_than_its_cap(
        seed in 0_u64..1000,
        hourly in 1_u32..40,
        daily in 1_u32..120,
        min_ms in 0_u32..120_000,
        spread_ms in 0_u32..60_000,
        idle in proptest::collection::vec(0_i64..9_000, 1..20),
    ) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut pacer = pacer(min_ms, min_ms + spread_ms, hourly, daily);
        let mut now = at(i64::try_from(seed).unwrap());
        let mut sent = Vec::new();
        for pause in idle {
            // Bursts with idle times between, and a restart in each.
            sent.extend(run(&mut pacer, &mut rng, now, 30, now + Duration::hours(3)));
            now = now.max(sent.last().copied().unwrap_or(now)) + Duration::seconds(pause);
            let kept: Vec<_> = pacer.minutes().collect();
            pacer = Pacer::restore(*pacer.settings(), now, kept);
        }
        prop_assert!(most_within(&sent, Duration::hours(1)) <= hourly as usize);
        prop_assert!(most_within(&sent, Duration::hours(24)) <= daily as usize);
        let shortest = Duration::milliseconds(min_ms.into());
        prop_assert!(sent.windows(2).all(|pair| pair[1] - pair[0] >= shortest));
    }

    #[test]
    fn an_idle_account_never_waits_and_a_busy_one_always_gets_on(
        seed in 0_u64..1000,
        hourly in 1_u32..40,
        daily in 1_u32..120,
        max_ms in 0_u32..120_000,
    ) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut pacer = pacer(0, max_ms, hourly, daily);
        // Three days are enough for twice the daily cap, or for what the delay and the hourly cap allow.
        let most = (2 * daily).min(hourly * 48).min(u32::try_from(3 * 86_400_000 / u64::from(max_ms.max(1)).max(1)).unwrap_or(u32::MAX) / 2);
        let sent = run(&mut pacer, &mut rng, at(0), most as usize, at(3 * 86_400));
        prop_assert_eq!(sent.len(), most as usize);
        prop_assert_eq!(pacer.slot(at(10 * 86_400)), Slot::Now);
    }

    #[test]
    fn eta_is_near_what_happens(seed in 0_u64..1000, hourly in 20_u32..200, messages in 1_u64..400) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut pacer = pacer(6_000, 12_000, hourly, 100_000);
        let guess = pacer.eta(at(0), messages);
        let sent = run(&mut pacer, &mut rng, at(0), usize::try_from(messages).unwrap(), at(1_000_000));
        let real = *sent.last().unwrap() - at(0);
        let off = (guess - real).num_seconds().abs();
        prop_assert!(off <= 180 + real.num_seconds() / 8, "guessed {guess}, took {real}");
    }
}
