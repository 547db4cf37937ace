-- Which account was linked last, and until when it was listened to: kept over a log-out, so that the same account is read back and
-- another one is asked about.
ALTER TABLE sessions ADD COLUMN last_phone text, ADD COLUMN heard_before timestamptz;

ALTER TABLE campaigns DROP CONSTRAINT campaigns_pause_reason_check;
ALTER TABLE campaigns ADD CONSTRAINT campaigns_pause_reason_check CHECK (pause_reason IN ('by_hand', 'session_not_working', 'quota_used_up',
    'subscription_ended', 'account_restricted', 'too_many_failures', 'schedule_missed', 'account_changed', 'database_set_back'));

-- Counts every batch that is handed to WhatsApp. Each node keeps the highest number it has seen outside the database: a database that
-- is behind it was set back, and does not know all that was sent.
CREATE SEQUENCE submission_mark;
GRANT USAGE, SELECT ON SEQUENCE submission_mark TO siar_app, siar_system;
GRANT UPDATE ON SEQUENCE submission_mark TO siar_system;
