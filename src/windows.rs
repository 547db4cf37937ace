//! How often something may be done. Kept in Redis, so that all nodes count together; while Redis is away each node counts by itself:
//! losing Redis costs precision, never an answer.
//!
//! The rule is GCRA: `burst` at once, then one every `every`; no window edges at which twice as much would pass.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use bb8_redis::{RedisConnectionManager, bb8::Pool};
use chrono::{DateTime, Utc};

/// How long Redis may take before this node counts by itself.
const REDIS_DEADLINE: Duration = Duration::from_millis(200);
/// After Redis failed it is left alone for this long.
const REDIS_REST_MS: i64 = 2_000;
/// Keys held by this node at the most.
const MOST: usize = 100_000;

const SCRIPT: &str = "
local now, every, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local free_at = tonumber(redis.call('GET', KEYS[1]) or now)
if free_at < now then free_at = now end
local next_at = free_at + every
local wait = next_at - every * burst - now
if wait > 0 then return wait end
redis.call('SET', KEYS[1], next_at, 'PX', next_at - now)
return 0";

/// `burst` at once, then one every `every`.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Time after which one more is allowed.
    pub every: Duration,
    /// How many at once.
    pub burst: u32,
}

impl Rule {
    /// `count` a minute, all of them at once if wanted.
    #[must_use]
    pub fn per_minute(count: u32) -> Self {
        let count = count.max(1);
        Self {
            every: Duration::from_secs(60) / count,
            burst: count,
        }
    }
}

/// Counts.
#[derive(Debug, Default)]
pub struct Windows {
    redis: Option<Pool<RedisConnectionManager>>,
    /// In milliseconds since 1970.
    redis_rests_until: AtomicI64,
    local: Mutex<HashMap<String, i64>>,
}

impl Windows {
    /// With Redis or, without, by this node alone.
    #[must_use]
    pub fn new(redis: Option<Pool<RedisConnectionManager>>) -> Self {
        Self {
            redis,
            ..Self::default()
        }
    }

    /// Counts one more under `key`.
    ///
    /// # Errors
    /// How long to wait, when it is too often; nothing was counted then.
    pub async fn take(&self, key: &str, rule: Rule, now: DateTime<Utc>) -> Result<(), Duration> {
        let now = now.timestamp_millis();
        let wait = match self.ask_redis(key, rule, now).await {
            Some(wait) => wait,
            None => self.ask_here(key, rule, now),
        };
        match u64::try_from(wait) {
            Ok(0) | Err(_) => Ok(()),
            Ok(wait) => Err(Duration::from_millis(wait)),
        }
    }

    async fn ask_redis(&self, key: &str, rule: Rule, now: i64) -> Option<i64> {
        let pool = self.redis.as_ref()?;
        if now < self.redis_rests_until.load(Ordering::Relaxed) {
            return None;
        }
        let asked = async {
            let mut connection = pool.get().await.ok()?;
            redis::cmd("EVAL")
                .arg(SCRIPT)
                .arg(1)
                .arg(format!("siar:window:{key}"))
                .arg(now)
                .arg(millis(rule.every))
                .arg(rule.burst)
                .query_async::<i64>(&mut *connection)
                .await
                .ok()
        };
        let answer = tokio::time::timeout(REDIS_DEADLINE, asked)
            .await
            .ok()
            .flatten();
        if answer.is_none() {
            self.redis_rests_until
                .store(now + REDIS_REST_MS, Ordering::Relaxed);
            tracing::warn!("redis does not answer: this node counts by itself");
        }
        answer
    }

    fn ask_here(&self, key: &str, rule: Rule, now: i64) -> i64 {
        let mut local = self.local.lock().unwrap_or_else(PoisonError::into_inner);
        if local.len() >= MOST {
            local.retain(|_, free_at| *free_at > now);
            if local.len() >= MOST {
                local.clear();
            }
        }
        let every = millis(rule.every);
        let free_at = local.get(key).copied().unwrap_or(now).max(now);
        let next_at = free_at + every;
        let wait = next_at - every * i64::from(rule.burst) - now;
        if wait > 0 {
            return wait;
        }
        local.insert(key.to_owned(), next_at);
        0
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis())
        .unwrap_or(i64::MAX)
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use siar_testkit::TestRedis;

    async fn behaves(windows: &Windows) {
        let rule = Rule::per_minute(3);
        let start = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        for _ in 0..3 {
            assert_eq!(windows.take("a", rule, start).await, Ok(()));
        }
        assert_eq!(
            windows.take("a", rule, start).await,
            Err(Duration::from_secs(20))
        );
        assert_eq!(windows.take("b", rule, start).await, Ok(()));
        let later = start + TimeDelta::seconds(20);
        assert_eq!(windows.take("a", rule, later).await, Ok(()));
        assert_eq!(
            windows.take("a", rule, later).await,
            Err(Duration::from_secs(20))
        );
    }

    #[tokio::test]
    async fn a_node_counts_by_itself() {
        behaves(&Windows::default()).await;
    }

    #[tokio::test]
    async fn redis_counts_alike_and_its_loss_is_survived() {
        let redis = TestRedis::start().await;
        let pool =
            || Pool::builder().build_unchecked(RedisConnectionManager::new(redis.url()).unwrap());
        let windows = Windows::new(Some(pool()));
        behaves(&windows).await;
        // Another node sees the same counts.
        let start = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let other = Windows::new(Some(pool()));
        assert!(other.take("a", Rule::per_minute(3), start).await.is_err());
        drop(redis);
        assert_eq!(other.take("a", Rule::per_minute(3), start).await, Ok(()));
    }
}
