UPDATE campaigns SET pause_reason = 'schedule_missed' WHERE pause_reason = 'template_changed';
ALTER TABLE campaigns DROP CONSTRAINT campaigns_pause_reason_check;
ALTER TABLE campaigns ADD CONSTRAINT campaigns_pause_reason_check CHECK (pause_reason IN ('by_hand', 'session_not_working', 'quota_used_up',
    'subscription_ended', 'account_restricted', 'too_many_failures', 'schedule_missed', 'account_changed', 'database_set_back'));
ALTER TABLE campaigns DROP COLUMN scheduled_version;
