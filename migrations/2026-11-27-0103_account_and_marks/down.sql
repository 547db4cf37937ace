DROP SEQUENCE submission_mark;
UPDATE campaigns SET pause_reason = 'by_hand' WHERE pause_reason IN ('account_changed', 'database_set_back');
ALTER TABLE campaigns DROP CONSTRAINT campaigns_pause_reason_check;
ALTER TABLE campaigns ADD CONSTRAINT campaigns_pause_reason_check CHECK (pause_reason IN ('by_hand', 'session_not_working', 'quota_used_up',
    'subscription_ended', 'account_restricted', 'too_many_failures', 'schedule_missed'));
ALTER TABLE sessions DROP COLUMN heard_before, DROP COLUMN last_phone;
