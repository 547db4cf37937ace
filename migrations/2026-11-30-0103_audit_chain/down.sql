DROP TABLE audit_seals;
DROP INDEX audit_log_user;
UPDATE audit_log SET tenant_id = NULL WHERE tenant_id NOT IN (SELECT id FROM tenants);
ALTER TABLE audit_log ADD CONSTRAINT audit_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE SET NULL;
