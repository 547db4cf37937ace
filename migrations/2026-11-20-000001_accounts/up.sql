DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'siar_app') THEN CREATE ROLE siar_app NOLOGIN; END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'siar_system') THEN CREATE ROLE siar_system NOLOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA public TO siar_app, siar_system;

-- The tenant of this transaction. After a transaction the setting is '' rather than NULL, hence nullif.
CREATE FUNCTION siar_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.tenant', true), '')::uuid $$;

-- Row-level security for one table: requests see their tenant's rows, system work sees all, nobody else sees any.
CREATE FUNCTION siar_protect(tbl regclass, tenant_column text DEFAULT 'tenant_id') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tbl);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tbl);
    EXECUTE format('CREATE POLICY tenant ON %s TO siar_app USING (%I = (SELECT siar_tenant())) WITH CHECK (%I = (SELECT siar_tenant()))',
                   tbl, tenant_column, tenant_column);
    EXECUTE format('CREATE POLICY system ON %s TO siar_system USING (true) WITH CHECK (true)', tbl);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO siar_app, siar_system', tbl);
END $$;

CREATE TABLE packages (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    description text NOT NULL DEFAULT '',
    price numeric(14, 2) NOT NULL CHECK (price >= 0),
    currency text NOT NULL DEFAULT 'IDR' CHECK (currency ~ '^[A-Z]{3}$'),
    period_months int NOT NULL DEFAULT 1 CHECK (period_months BETWEEN 1 AND 36),
    monthly_quota bigint CHECK (monthly_quota > 0),          -- NULL: unlimited
    messages_per_day bigint CHECK (messages_per_day > 0),    -- NULL: unlimited
    api_tier text NOT NULL CHECK (api_tier IN ('basic', 'pro', 'business', 'enterprise')),
    features jsonb NOT NULL DEFAULT '{}',
    active bool NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON packages TO siar_app;
GRANT SELECT, INSERT, UPDATE ON packages TO siar_system;
INSERT INTO packages (id, name, description, price, monthly_quota, messages_per_day, api_tier) VALUES
    ('01900000-0000-7000-8000-000000000001', 'Basic', 'For a first shop', 99000, 30000, 1000, 'basic'),
    ('01900000-0000-7000-8000-000000000002', 'Pro', 'For a growing business', 299000, 150000, 5000, 'pro'),
    ('01900000-0000-7000-8000-000000000003', 'Business', 'For a team', 999000, 600000, 20000, 'business'),
    ('01900000-0000-7000-8000-000000000004', 'Enterprise', 'Without limits', 4999000, NULL, NULL, 'enterprise');

CREATE TABLE tenants (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended')),
    country text NOT NULL DEFAULT 'ID' CHECK (country ~ '^[A-Z]{2}$'),
    time_zone text NOT NULL DEFAULT 'Asia/Jakarta',
    language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'id')),
    opt_out_words text[] NOT NULL DEFAULT '{STOP,BERHENTI,UNSUB,UNSUBSCRIBE}',
    created_at timestamptz NOT NULL
);
SELECT siar_protect('tenants', 'id');

-- Logins. A platform user has no tenant, so requests of tenants never see one.
CREATE TABLE users (
    id uuid PRIMARY KEY,
    tenant_id uuid REFERENCES tenants (id) ON DELETE CASCADE,
    email text NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
    name text NOT NULL,
    password_hash text NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'supervisor', 'operator', 'viewer', 'super_admin', 'admin', 'auditor')),
    permissions text[] NOT NULL DEFAULT '{}',
    email_verified_at timestamptz,
    disabled_at timestamptz,
    created_at timestamptz NOT NULL,
    UNIQUE (email),
    UNIQUE (tenant_id, id),
    CHECK ((tenant_id IS NULL) = (role IN ('super_admin', 'admin', 'auditor')))
);
SELECT siar_protect('users');

-- One-time links: verify an address, reset a password, set up the first administrator. Only hashes are kept.
CREATE TABLE one_time_tokens (
    token_hash bytea PRIMARY KEY,
    tenant_id uuid REFERENCES tenants (id) ON DELETE CASCADE,
    user_id uuid REFERENCES users (id) ON DELETE CASCADE,
    purpose text NOT NULL CHECK (purpose IN ('verify_email', 'reset_password', 'setup')),
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    created_at timestamptz NOT NULL
);
CREATE INDEX ON one_time_tokens (user_id);
SELECT siar_protect('one_time_tokens');

-- One login on one device; its refresh tokens form a family, and the reuse of an old one ends the family.
CREATE TABLE logins (
    id uuid PRIMARY KEY,
    tenant_id uuid REFERENCES tenants (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    ip text,
    user_agent text,
    revoked_at timestamptz,
    revoked_reason text CHECK (revoked_reason IN ('logout', 'reuse', 'password_changed', 'by_hand'))
);
CREATE INDEX ON logins (user_id);
SELECT siar_protect('logins');

CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY,
    tenant_id uuid REFERENCES tenants (id) ON DELETE CASCADE,
    login_id uuid NOT NULL REFERENCES logins (id) ON DELETE CASCADE,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX ON refresh_tokens (login_id);
SELECT siar_protect('refresh_tokens');

CREATE TABLE subscriptions (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    package_id uuid NOT NULL REFERENCES packages (id),
    state text NOT NULL CHECK (state IN ('pending', 'active', 'grace', 'expired', 'cancelled')),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (tenant_id, id),
    CHECK (ends_at > starts_at)
);
CREATE UNIQUE INDEX one_live_subscription ON subscriptions (tenant_id) WHERE state IN ('active', 'grace');
SELECT siar_protect('subscriptions');

-- One row per tenant and quota period. `used` + `reserved` always equals the ledger's units of that period.
CREATE TABLE quota_periods (
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    unit_limit bigint CHECK (unit_limit >= 0),               -- NULL: unlimited
    used bigint NOT NULL DEFAULT 0 CHECK (used >= 0),
    reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    PRIMARY KEY (tenant_id, starts_at),
    CHECK (ends_at > starts_at)
) WITH (fillfactor = 50);
SELECT siar_protect('quota_periods');

-- First answers of requests that carried an Idempotency-Key.
CREATE TABLE idempotency_keys (
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash bytea NOT NULL,
    status int,
    response jsonb,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
SELECT siar_protect('idempotency_keys');
