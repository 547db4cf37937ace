CREATE TABLE campaigns (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    state text NOT NULL CHECK (state IN ('draft', 'scheduled', 'running', 'paused', 'completed', 'cancelled', 'failed')),
    pause_reason text CHECK (pause_reason IN ('by_hand', 'session_not_working', 'quota_used_up', 'subscription_ended',
        'account_restricted', 'too_many_failures', 'schedule_missed')),
    failure text,
    list_ids uuid[] NOT NULL DEFAULT '{}',
    numbers text[] NOT NULL DEFAULT '{}',
    template_id uuid,
    body text,                                               -- own text where there is no template
    defaults jsonb NOT NULL DEFAULT '{}',
    auto_resume bool NOT NULL DEFAULT false,
    require_consent bool NOT NULL DEFAULT false,
    scheduled_at timestamptz,
    late_bound_seconds int NOT NULL DEFAULT 3600 CHECK (late_bound_seconds >= 0),
    -- fixed at start
    started_body text,                                       -- the text it sends: template version or own text
    template_version int,
    started_at timestamptz,
    finished_at timestamptz,
    -- owner: the campaign's actor; raised epoch fences a late one
    node_id uuid,
    epoch bigint NOT NULL DEFAULT 0,
    lease_until timestamptz,
    created_by uuid,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, template_id) REFERENCES templates (tenant_id, id),
    CHECK ((state = 'paused') = (pause_reason IS NOT NULL)),
    CHECK (state <> 'scheduled' OR scheduled_at IS NOT NULL)
);
CREATE INDEX ON campaigns (tenant_id, created_at, id);
CREATE INDEX ON campaigns (state) WHERE state IN ('scheduled', 'running', 'paused');
SELECT siar_protect('campaigns');

-- Counts of a campaign, moved in the same transaction as its ledger rows. Apart from `campaigns`, so that the row stays small.
CREATE TABLE campaign_counts (
    tenant_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    queued bigint NOT NULL DEFAULT 0 CHECK (queued >= 0),
    leased bigint NOT NULL DEFAULT 0 CHECK (leased >= 0),
    submitting bigint NOT NULL DEFAULT 0 CHECK (submitting >= 0),
    sent bigint NOT NULL DEFAULT 0 CHECK (sent >= 0),
    delivered bigint NOT NULL DEFAULT 0 CHECK (delivered >= 0),
    read bigint NOT NULL DEFAULT 0 CHECK (read >= 0),
    retry bigint NOT NULL DEFAULT 0 CHECK (retry >= 0),
    failed bigint NOT NULL DEFAULT 0 CHECK (failed >= 0),
    skipped bigint NOT NULL DEFAULT 0 CHECK (skipped >= 0),
    unknown bigint NOT NULL DEFAULT 0 CHECK (unknown >= 0),
    replied bigint NOT NULL DEFAULT 0 CHECK (replied >= 0),
    opted_out bigint NOT NULL DEFAULT 0 CHECK (opted_out >= 0),
    PRIMARY KEY (tenant_id, campaign_id),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns (tenant_id, id) ON DELETE CASCADE
) WITH (fillfactor = 30);
SELECT siar_protect('campaign_counts');

-- The ledger: one row per person and campaign, a snapshot at start. `state` is in no index, so that a move is a HOT update:
-- the campaign's actor walks the primary key from its low-water mark.
CREATE TABLE recipients (
    tenant_id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    ordinal int NOT NULL CHECK (ordinal >= 1),
    phone text NOT NULL,
    contact_id uuid,
    variables jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'leased', 'submitting', 'sent', 'delivered', 'read', 'retry',
        'failed', 'skipped', 'unknown')),
    reason text,
    attempt smallint NOT NULL DEFAULT 0,
    epoch bigint NOT NULL DEFAULT 0,                         -- the campaign's epoch under which it was leased
    leased_until timestamptz,
    quota_period timestamptz,                                -- the period its unit is reserved or used in; NULL: none
    message_id text,                                         -- the last one; committed before the engine is told to send
    profile_epoch bigint,                                    -- which life of the browser profile it was submitted in
    retry_at timestamptz,
    submitted_at timestamptz,
    sent_at timestamptz,
    delivered_at timestamptz,
    read_at timestamptz,
    replied_at timestamptz,
    opted_out_at timestamptz,
    ended_at timestamptz,                                    -- failed, skipped or unknown
    PRIMARY KEY (tenant_id, campaign_id, ordinal),
    UNIQUE (tenant_id, phone, campaign_id),                  -- nobody twice; also finds a person's campaigns
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns (tenant_id, id) ON DELETE CASCADE,
    CHECK (state <> 'submitting' OR message_id IS NOT NULL)
) WITH (fillfactor = 40);
CREATE INDEX recipients_retry ON recipients (tenant_id, campaign_id, retry_at) WHERE retry_at IS NOT NULL;
SELECT siar_protect('recipients');

-- Every message id a recipient was ever submitted under: receipts find their recipient here. Apart from `recipients`, because an
-- index on `message_id` there would make the hottest move of the ledger a write to every index.
CREATE TABLE recipient_messages (
    tenant_id uuid NOT NULL,
    message_id text NOT NULL,
    campaign_id uuid NOT NULL,
    ordinal int NOT NULL,
    PRIMARY KEY (tenant_id, message_id),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns (tenant_id, id) ON DELETE CASCADE
);
SELECT siar_protect('recipient_messages');

-- Messages that came in, each once.
CREATE TABLE incoming_messages (
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    message_id text NOT NULL,
    phone text NOT NULL,
    body text NOT NULL,
    sent_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, message_id)
);
CREATE INDEX ON incoming_messages (tenant_id, received_at);
SELECT siar_protect('incoming_messages');
