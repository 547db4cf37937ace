CREATE TABLE contacts (
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    phone text NOT NULL CHECK (phone LIKE '+%' AND length(phone) BETWEEN 7 AND 16),
    name text,
    email text,
    notes text,
    language text,
    time_zone text,
    tags text[] NOT NULL DEFAULT '{}',
    attributes jsonb NOT NULL DEFAULT '{}',
    blocked_at timestamptz,
    blocked_reason text,
    consent_at timestamptz,
    consent_source text,
    consent_proof text,
    last_in_at timestamptz,
    last_out_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, phone)
);
SELECT siar_protect('contacts');

CREATE TABLE lists (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created_at timestamptz NOT NULL,
    UNIQUE (tenant_id, name),
    UNIQUE (tenant_id, id)
);
SELECT siar_protect('lists');

-- Who is in which list. No foreign keys: they are checked row by row and cost an import half its speed. Rows are written only
-- together with their contact and list, and the two triggers below take them away with either, a statement at a time.
CREATE TABLE list_members (
    tenant_id uuid NOT NULL,
    list_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, list_id, contact_id)
);
SELECT siar_protect('list_members');

CREATE FUNCTION list_members_follow_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM list_members m USING gone g, lists l
    WHERE m.tenant_id = g.tenant_id AND l.tenant_id = g.tenant_id AND m.list_id = l.id AND m.contact_id = g.id;
    RETURN NULL;
END $$;
CREATE TRIGGER members_follow AFTER DELETE ON contacts REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION list_members_follow_contacts();

CREATE FUNCTION list_members_follow_lists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM list_members m USING gone g WHERE m.tenant_id = g.tenant_id AND m.list_id = g.id;
    RETURN NULL;
END $$;
CREATE TRIGGER members_follow AFTER DELETE ON lists REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION list_members_follow_lists();

-- The do-not-message register.
CREATE TABLE suppressions (
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    phone text NOT NULL,
    source text NOT NULL CHECK (source IN ('keyword', 'by_hand', 'import')),
    keyword text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, phone)
);
SELECT siar_protect('suppressions');

CREATE TABLE imports (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    list_id uuid,
    file_name text NOT NULL,
    mapping jsonb NOT NULL,
    country text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'running', 'completed', 'failed', 'cancelled')),
    error_code text,
    error_text text,
    total_bytes bigint NOT NULL,
    read_bytes bigint NOT NULL DEFAULT 0,
    rows bigint NOT NULL DEFAULT 0,
    added bigint NOT NULL DEFAULT 0,
    updated bigint NOT NULL DEFAULT 0,
    duplicates bigint NOT NULL DEFAULT 0,
    rejected bigint NOT NULL DEFAULT 0,
    epoch bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, list_id) REFERENCES lists (tenant_id, id) ON DELETE SET NULL (list_id)
);
CREATE INDEX ON imports (state) WHERE state IN ('waiting', 'running');
SELECT siar_protect('imports');

CREATE TABLE import_rejects (
    tenant_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    raw text NOT NULL,
    PRIMARY KEY (tenant_id, import_id, line),
    FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id) ON DELETE CASCADE
);
SELECT siar_protect('import_rejects');

CREATE TABLE templates (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    version int NOT NULL CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (tenant_id, name),
    UNIQUE (tenant_id, id)
);
SELECT siar_protect('templates');

CREATE TABLE template_versions (
    tenant_id uuid NOT NULL,
    template_id uuid NOT NULL,
    version int NOT NULL,
    body text NOT NULL,
    variables text[] NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, template_id, version),
    FOREIGN KEY (tenant_id, template_id) REFERENCES templates (tenant_id, id) ON DELETE CASCADE
);
SELECT siar_protect('template_versions');
