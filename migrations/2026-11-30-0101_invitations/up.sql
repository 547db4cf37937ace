-- People who are invited and have not answered (ACC-6). Without a tenant: to run the platform or, as `owner`, to sign up a new business.
CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    tenant_id uuid REFERENCES tenants (id) ON DELETE CASCADE,
    email text NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
    role text NOT NULL CHECK (role IN ('owner', 'supervisor', 'operator', 'viewer', 'super_admin', 'admin', 'auditor')),
    permissions text[] NOT NULL DEFAULT '{}',
    language text CHECK (language IN ('en', 'id')),             -- of its e-mail; NULL: the tenant's
    token_hash bytea NOT NULL UNIQUE,
    invited_by uuid REFERENCES users (id) ON DELETE SET NULL,
    created_at timestamptz NOT NULL,
    sent_at timestamptz NOT NULL,                               -- when its link was made last
    expires_at timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (tenant_id, email),
    CHECK (tenant_id IS NULL OR role IN ('owner', 'supervisor', 'operator', 'viewer')),
    CHECK (tenant_id IS NOT NULL OR role IN ('owner', 'super_admin', 'admin', 'auditor'))
);
CREATE INDEX invitations_ended ON invitations (expires_at);
SELECT siar_protect('invitations');
