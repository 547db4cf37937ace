//! Who may not be written to, as SQL conditions: one rule for the pre-flight report, the snapshot at the start and the lease at send time.
//! `phone` is a column; `$1` is the tenant. All numbers of one WhatsApp account count as one (`account_of`).

/// Its account is on the do-not-message register.
pub(crate) fn suppressed(phone: &str) -> String {
    format!(
        "EXISTS (SELECT FROM suppressions s WHERE s.tenant_id = $1 AND account_of(s.phone) = account_of({phone}))"
    )
}

/// The tenant has blocked a contact of its account.
pub(crate) fn blocked(phone: &str) -> String {
    format!(
        "EXISTS (SELECT FROM contacts b WHERE b.tenant_id = $1 AND account_of(b.phone) = account_of({phone}) AND b.blocked_at IS NOT NULL)"
    )
}
