-- Somebody may have asked to be left alone: not written to until a person has read what they wrote (CON-5).
ALTER TABLE suppressions DROP CONSTRAINT suppressions_source_check;
ALTER TABLE suppressions ADD CONSTRAINT suppressions_source_check CHECK (source IN ('keyword', 'by_hand', 'import', 'unclear'));
ALTER TABLE suppressions ADD COLUMN message text CHECK (length(message) <= 300);

-- Words that people were taught elsewhere; who has changed the words keeps them.
ALTER TABLE tenants ALTER COLUMN opt_out_words SET DEFAULT '{STOP,STOPALL,BERHENTI,UNSUB,UNSUBSCRIBE,UNREG,OPT OUT,OPTOUT,JANGAN KIRIM LAGI}';
UPDATE tenants SET opt_out_words = '{STOP,STOPALL,BERHENTI,UNSUB,UNSUBSCRIBE,UNREG,OPT OUT,OPTOUT,JANGAN KIRIM LAGI}' WHERE opt_out_words = '{STOP,BERHENTI,UNSUB,UNSUBSCRIBE}';
