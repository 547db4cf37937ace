-- E-mails to deliver, written by the transaction that causes them (ACC-1). The token of a link is sealed by the vault, and wiped once
-- the e-mail is delivered or given up.
CREATE TABLE emails (
    id uuid PRIMARY KEY,
    tenant_id uuid REFERENCES tenants (id) ON DELETE CASCADE,   -- NULL: to a user of the platform, or to somebody without an account
    user_id uuid REFERENCES users (id) ON DELETE CASCADE,
    recipient text NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
    recipient_name text NOT NULL DEFAULT '',
    language text NOT NULL CHECK (language IN ('en', 'id')),
    purpose text NOT NULL,
    mail jsonb NOT NULL,                                        -- the purpose with its parameters
    sealed_token bytea,
    state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'expired', 'not_configured')),
    attempts int NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    due_at timestamptz NOT NULL,                                -- of the next attempt
    until timestamptz NOT NULL,                                 -- given up from then on
    node_id uuid REFERENCES nodes (id) ON DELETE SET NULL,      -- who is sending it
    lease_until timestamptz,
    last_error text,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('queued', 'sending')) = (finished_at IS NULL)),
    CHECK (state IN ('queued', 'sending') OR sealed_token IS NULL)
);
CREATE INDEX emails_open ON emails (due_at) WHERE state IN ('queued', 'sending');
CREATE INDEX emails_finished ON emails (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX emails_of_user ON emails (user_id, created_at DESC);
SELECT siar_protect('emails');

-- A change of address: the address stands beside the token until it is confirmed, or the old one until it can no longer come back.
ALTER TABLE one_time_tokens ADD COLUMN email text CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254);
ALTER TABLE one_time_tokens DROP CONSTRAINT one_time_tokens_purpose_check;
ALTER TABLE one_time_tokens ADD CONSTRAINT one_time_tokens_purpose_check
    CHECK (purpose IN ('verify_email', 'reset_password', 'setup', 'confirm_new_address', 'restore_address', 'sign_up', 'invitation'));
