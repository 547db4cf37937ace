-- The outbox: events of a tenant, numbered without gaps in the transaction that makes the change.
CREATE TABLE event_sequences (
    tenant_id uuid PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
    last bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
SELECT siar_protect('event_sequences');

CREATE TABLE events (
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    sequence bigint NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    data jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, sequence)
);
CREATE INDEX ON events (at);
SELECT siar_protect('events');

CREATE TABLE alerts (
    id uuid PRIMARY KEY,
    tenant_id uuid REFERENCES tenants (id) ON DELETE CASCADE,  -- NULL: for the administrator only
    kind text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    subject text NOT NULL,                                     -- what it is about: with `kind`, one open alert at a time
    body text NOT NULL,
    opened_at timestamptz NOT NULL,
    acknowledged_at timestamptz,
    resolved_at timestamptz
);
CREATE UNIQUE INDEX one_open_alert ON alerts (kind, subject) WHERE resolved_at IS NULL;
CREATE INDEX ON alerts (tenant_id, opened_at);
SELECT siar_protect('alerts');

-- Who did what. Append-only: nobody is granted more than reading and adding.
CREATE TABLE audit_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id uuid REFERENCES tenants (id) ON DELETE SET NULL,
    user_id uuid,
    action text NOT NULL,
    subject text NOT NULL,
    detail jsonb NOT NULL DEFAULT '{}',
    at timestamptz NOT NULL
);
CREATE INDEX ON audit_log (tenant_id, id);
SELECT siar_protect('audit_log');
REVOKE UPDATE, DELETE ON audit_log FROM siar_app, siar_system;
