-- The chain of the audit log (ADM-3): each entry's seal holds the one before, so that nothing in between can be changed or taken out
-- unnoticed. Sealed in its own order a moment after the deed: deeds of different people need not wait for each other.
CREATE TABLE audit_seals (
    place bigint PRIMARY KEY,
    audit_id bigint NOT NULL UNIQUE,
    seal bytea NOT NULL CHECK (length(seal) = 32)
);
GRANT SELECT, INSERT ON audit_seals TO siar_system;

-- An entry stays as it was written, also when its tenant is deleted.
ALTER TABLE audit_log DROP CONSTRAINT audit_log_tenant_id_fkey;
CREATE INDEX audit_log_user ON audit_log (user_id, id);
