-- One run of one Siar process, new at every boot. Leases name it; a dead one is taken over by raising the epoch.
CREATE TABLE nodes (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    version text NOT NULL,
    started_at timestamptz NOT NULL,
    heartbeat_at timestamptz NOT NULL,
    stopped_at timestamptz
);
CREATE INDEX ON nodes (name, started_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON nodes TO siar_system;
GRANT SELECT ON nodes TO siar_app;

-- The tenant's link to its one WhatsApp account: the primary key is the tenant (SES-7).
CREATE TABLE sessions (
    tenant_id uuid PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
    engine text NOT NULL DEFAULT 'browser' CHECK (engine IN ('browser', 'waha')),
    wanted bool NOT NULL DEFAULT false,                      -- whether the tenant wants it running
    run_wanted bigint NOT NULL DEFAULT 0,                    -- raised to ask for a restart of what is running
    logout_wanted bool NOT NULL DEFAULT false,               -- whether the link shall be ended at WhatsApp
    hold text CHECK (hold IN ('stopped', 'quarantined')),    -- an administrator keeps it down, whatever the tenant wants
    hold_reason text,
    state text NOT NULL DEFAULT 'stopped' CHECK (state IN ('stopped', 'starting', 'scan_qr', 'pairing', 'working', 'reconnecting',
        'logged_out', 'restricted', 'banned', 'conflict', 'failed')),
    reason text,
    since timestamptz NOT NULL,
    last_error text,
    probed_at timestamptz,                                   -- last successful liveness probe
    phone text,                                              -- the account's own number
    linked_at timestamptz,
    events_until timestamptz,                                -- incoming messages up to here have been recorded
    support_screenshots bool NOT NULL DEFAULT false,
    node_id uuid,                                            -- owner process; valid while lease_until lies ahead
    epoch bigint NOT NULL DEFAULT 0,                         -- raised at every change of owner; fences late writers
    lease_until timestamptz,
    profile_life bigint NOT NULL DEFAULT 0,                  -- raised at every start that lost what the browser knew before
    profile_open bool NOT NULL DEFAULT false,                -- started since the last save: the vault's copy is behind
    profile_node text,                                       -- name of the node whose disk holds the newest profile
    min_delay_ms int NOT NULL DEFAULT 6000 CHECK (min_delay_ms >= 0),
    max_delay_ms int NOT NULL DEFAULT 12000,
    hourly_cap int NOT NULL DEFAULT 240 CHECK (hourly_cap > 0),
    daily_cap int NOT NULL DEFAULT 1000 CHECK (daily_cap > 0),
    starts bigint NOT NULL DEFAULT 0,
    reconnects bigint NOT NULL DEFAULT 0,
    CHECK (max_delay_ms >= min_delay_ms)
) WITH (fillfactor = 50);
SELECT siar_protect('sessions');

CREATE TABLE session_transitions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES sessions (tenant_id) ON DELETE CASCADE,
    from_state text NOT NULL,
    to_state text NOT NULL,
    reason text,
    at timestamptz NOT NULL
);
CREATE INDEX ON session_transitions (tenant_id, id);
SELECT siar_protect('session_transitions');

-- The vault: the last profile that closed gracefully, encrypted, bound to its tenant.
CREATE TABLE session_profiles (
    tenant_id uuid PRIMARY KEY REFERENCES sessions (tenant_id) ON DELETE CASCADE,
    key_id int NOT NULL,
    sealed bytea NOT NULL,
    plain_bytes bigint NOT NULL,
    epoch bigint NOT NULL,
    saved_at timestamptz NOT NULL
);
SELECT siar_protect('session_profiles');

-- How many messages an account submitted in which minute: the pacer's memory across restarts.
CREATE TABLE pace_minutes (
    tenant_id uuid NOT NULL REFERENCES sessions (tenant_id) ON DELETE CASCADE,
    minute timestamptz NOT NULL,
    sent int NOT NULL CHECK (sent > 0),
    PRIMARY KEY (tenant_id, minute)
) WITH (fillfactor = 50);
SELECT siar_protect('pace_minutes');
