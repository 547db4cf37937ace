DELETE FROM suppressions WHERE source = 'unclear';
ALTER TABLE suppressions DROP COLUMN message;
ALTER TABLE suppressions DROP CONSTRAINT suppressions_source_check;
ALTER TABLE suppressions ADD CONSTRAINT suppressions_source_check CHECK (source IN ('keyword', 'by_hand', 'import'));
ALTER TABLE tenants ALTER COLUMN opt_out_words SET DEFAULT '{STOP,BERHENTI,UNSUB,UNSUBSCRIBE}';
