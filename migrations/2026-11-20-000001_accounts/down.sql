DROP TABLE idempotency_keys, quota_periods, subscriptions, refresh_tokens, logins, one_time_tokens, users, tenants, packages;
DROP FUNCTION siar_protect(regclass, text);
DROP FUNCTION siar_tenant();
