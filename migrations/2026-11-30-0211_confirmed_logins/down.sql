ALTER TABLE logins DROP COLUMN confirmed_at;
