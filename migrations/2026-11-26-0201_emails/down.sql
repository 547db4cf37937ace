DELETE FROM one_time_tokens WHERE purpose IN ('confirm_new_address', 'restore_address', 'sign_up', 'invitation');
ALTER TABLE one_time_tokens DROP CONSTRAINT one_time_tokens_purpose_check;
ALTER TABLE one_time_tokens ADD CONSTRAINT one_time_tokens_purpose_check CHECK (purpose IN ('verify_email', 'reset_password', 'setup'));
ALTER TABLE one_time_tokens DROP COLUMN email;
DROP TABLE emails;
