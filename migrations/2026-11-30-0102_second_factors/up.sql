-- Second factors (ACC-2): the secret that a user's authenticator app shares with us, sealed by the vault and bound to the user.
CREATE TABLE second_factors (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    tenant_id uuid REFERENCES tenants (id) ON DELETE CASCADE,
    key_id int NOT NULL,                                        -- number of the vault's key that sealed it
    sealed bytea NOT NULL,
    created_at timestamptz NOT NULL,
    enabled_at timestamptz,                                     -- NULL: being set up, log-ins do not ask for it yet
    last_step bigint                                            -- newest time step whose code was used: none counts twice
);
SELECT siar_protect('second_factors');

-- One-time codes for whoever has lost the app. Used ones are gone.
CREATE TABLE recovery_codes (
    user_id uuid NOT NULL REFERENCES second_factors (user_id) ON DELETE CASCADE,
    tenant_id uuid REFERENCES tenants (id) ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);
SELECT siar_protect('recovery_codes');
