//! How fast an account may send: what the tenant set, within what the platform and the package allow.

use chrono::Duration;
use serde::{Deserialize, Serialize};

/// The pace of one account, as its tenant set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"min_delay_ms": 6000, "max_delay_ms": 12000, "hourly_cap": 240, "daily_cap": 1000}))]
pub struct PaceSettings {
    /// Shortest time between two messages, milliseconds.
    #[schema(maximum = 3_600_000)]
    pub min_delay_ms: u32,
    /// Longest time between two messages, milliseconds. The real one is drawn evenly between the two.
    #[schema(maximum = 3_600_000)]
    pub max_delay_ms: u32,
    /// Most messages in any 60 minutes.
    #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
    pub hourly_cap: u32,
    /// Most messages in any 24 hours.
    #[schema(minimum = 1, maximum = 4_294_967_295_u32)]
    pub daily_cap: u32,
}

impl Default for PaceSettings {
    /// 6 to 12 seconds, 240 in an hour, 1,000 in a day.
    fn default() -> Self {
        Self {
            min_delay_ms: 6_000,
            max_delay_ms: 12_000,
            hourly_cap: 240,
            daily_cap: 1_000,
        }
    }
}

/// What the platform allows at most. Tenants can only be slower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct PaceLimits {
    /// Shortest time between two messages that a tenant may set, milliseconds.
    pub least_delay_ms: u32,
    /// Most messages in any 60 minutes that a tenant may set.
    pub hourly_cap: u32,
    /// Most messages in any 24 hours that a tenant may set.
    pub daily_cap: u32,
}

impl Default for PaceLimits {
    /// 3 seconds, 600 in an hour, 5,000 in a day.
    fn default() -> Self {
        Self {
            least_delay_ms: 3_000,
            hourly_cap: 600,
            daily_cap: 5_000,
        }
    }
}

/// Longest delay that a tenant may set, milliseconds: an hour.
pub(super) const MAX_DELAY_MS: u32 = 3_600_000;

/// Why settings are refused when they are saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaceError {
    /// Longest below shortest.
    #[error("the longest delay must not be below the shortest")]
    DelaysCrossed,
    /// A longest delay above an hour.
    #[error("the longest delay must be at most {MAX_DELAY_MS} ms")]
    TooSlow,
    /// Faster than the platform allows.
    #[error("the shortest delay must be at least {0} ms")]
    TooFast(u32),
    /// A cap of nothing, or above the platform's.
    #[error("the hourly cap must be between 1 and {0}")]
    HourlyCap(u32),
    /// A cap of nothing, or above the platform's.
    #[error("the daily cap must be between 1 and {0}")]
    DailyCap(u32),
}

impl PaceError {
    /// The word used in the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DelaysCrossed => "pace_delays_crossed",
            Self::TooSlow => "pace_too_slow",
            Self::TooFast(_) => "pace_too_fast",
            Self::HourlyCap(_) => "pace_hourly_cap",
            Self::DailyCap(_) => "pace_daily_cap",
        }
    }
}

impl PaceSettings {
    /// Whether a tenant may save this.
    ///
    /// # Errors
    /// [`PaceError`], the first that applies.
    pub const fn check(&self, limits: &PaceLimits) -> Result<(), PaceError> {
        if self.max_delay_ms < self.min_delay_ms {
            Err(PaceError::DelaysCrossed)
        } else if self.max_delay_ms > MAX_DELAY_MS {
            Err(PaceError::TooSlow)
        } else if self.min_delay_ms < limits.least_delay_ms {
            Err(PaceError::TooFast(limits.least_delay_ms))
        } else if self.hourly_cap == 0 || self.hourly_cap > limits.hourly_cap {
            Err(PaceError::HourlyCap(limits.hourly_cap))
        } else if self.daily_cap == 0 || self.daily_cap > limits.daily_cap {
            Err(PaceError::DailyCap(limits.daily_cap))
        } else {
            Ok(())
        }
    }

    /// The pace that is really kept: the slowest of the tenant's wish, the platform's limits (which may have been lowered since
    /// the tenant saved) and the package's messages per day.
    #[must_use]
    pub fn within(&self, limits: &PaceLimits, package_per_day: Option<u32>) -> Self {
        let min_delay_ms = self.min_delay_ms.max(limits.least_delay_ms);
        Self {
            min_delay_ms,
            max_delay_ms: self.max_delay_ms.max(min_delay_ms),
            hourly_cap: self.hourly_cap.min(limits.hourly_cap),
            daily_cap: self
                .daily_cap
                .min(limits.daily_cap)
                .min(package_per_day.unwrap_or(u32::MAX)),
        }
    }

    /// Shortest time between two messages.
    #[must_use]
    pub fn min_delay(&self) -> Duration {
        Duration::milliseconds(self.min_delay_ms.into())
    }

    /// Longest time between two messages.
    #[must_use]
    pub fn max_delay(&self) -> Duration {
        Duration::milliseconds(self.max_delay_ms.max(self.min_delay_ms).into())
    }

    /// Average time between two messages, milliseconds.
    pub(super) fn mean_delay_ms(&self) -> f64 {
        f64::from(self.min_delay_ms) / 2.0
            + f64::from(self.max_delay_ms.max(self.min_delay_ms)) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenants_can_only_be_slower() {
        let limits = PaceLimits::default();
        let settings = PaceSettings::default();
        assert_eq!(settings.check(&limits), Ok(()));
        for (wrong, error) in [
            (
                PaceSettings {
                    max_delay_ms: 5_000,
                    ..settings
                },
                PaceError::DelaysCrossed,
            ),
            (
                PaceSettings {
                    min_delay_ms: 2_999,
                    ..settings
                },
                PaceError::TooFast(3_000),
            ),
            (
                PaceSettings {
                    hourly_cap: 0,
                    ..settings
                },
                PaceError::HourlyCap(600),
            ),
            (
                PaceSettings {
                    hourly_cap: 601,
                    ..settings
                },
                PaceError::HourlyCap(600),
            ),
            (
                PaceSettings {
                    daily_cap: 5_001,
                    ..settings
                },
                PaceError::DailyCap(5_000),
            ),
        ] {
            assert_eq!(wrong.check(&limits), Err(error));
        }
        let fast = PaceSettings {
            min_delay_ms: 0,
            max_delay_ms: 0,
            hourly_cap: 9_999,
            daily_cap: 9_999,
        };
        assert_eq!(
            fast.within(&limits, Some(1_000)),
            PaceSettings {
                min_delay_ms: 3_000,
                max_delay_ms: 3_000,
                hourly_cap: 600,
                daily_cap: 1_000
            }
        );
        assert_eq!(settings.within(&limits, None), settings);
    }
}
