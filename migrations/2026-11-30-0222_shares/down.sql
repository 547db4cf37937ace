ALTER TABLE packages DROP COLUMN contact_limit;
