-- Which version of its template a campaign had when its time was set: a change since then may ask for values that people lack.
ALTER TABLE campaigns ADD COLUMN scheduled_version int;
UPDATE campaigns c SET scheduled_version = t.version FROM templates t
    WHERE c.state = 'scheduled' AND t.tenant_id = c.tenant_id AND t.id = c.template_id;

ALTER TABLE campaigns DROP CONSTRAINT campaigns_pause_reason_check;
ALTER TABLE campaigns ADD CONSTRAINT campaigns_pause_reason_check CHECK (pause_reason IN ('by_hand', 'session_not_working', 'quota_used_up',
    'subscription_ended', 'account_restricted', 'too_many_failures', 'schedule_missed', 'account_changed', 'database_set_back', 'template_changed'));
