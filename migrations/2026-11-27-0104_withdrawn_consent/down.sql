ALTER TABLE contacts DROP COLUMN consent_withdrawn_at;
