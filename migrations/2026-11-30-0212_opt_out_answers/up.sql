-- What is answered, once, to whoever asks to be left alone or to come back (CON-5).
ALTER TABLE tenants
    ADD COLUMN opt_out_answer bool NOT NULL DEFAULT true,
    ADD COLUMN opt_out_text text CHECK (length(opt_out_text) BETWEEN 1 AND 1000),  -- NULL: Siar's own, in the tenant's language
    ADD COLUMN return_text text CHECK (length(return_text) BETWEEN 1 AND 1000);

-- The answers, by the message that each answers: there is never a second one to it.
CREATE TABLE opt_out_answers (
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    answers text NOT NULL,                                      -- id of the message
    phone text NOT NULL,
    leaves bool NOT NULL,                                       -- asked to be left alone; false: to come back
    body text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'submitting', 'sent', 'refused', 'unknown', 'expired')),
    message_id text,                                            -- committed before the engine is told
    profile_life bigint,                                        -- of the browser's profile that it was handed to
    submitted_at timestamptz,
    created_at timestamptz NOT NULL,
    until timestamptz NOT NULL,                                 -- too late from then on: nothing is sent
    finished_at timestamptz,
    PRIMARY KEY (tenant_id, answers),
    UNIQUE (tenant_id, message_id),
    CHECK (state <> 'submitting' OR (message_id IS NOT NULL AND submitted_at IS NOT NULL)),
    CHECK ((state IN ('queued', 'submitting')) = (finished_at IS NULL))
);
CREATE INDEX opt_out_answers_open ON opt_out_answers (tenant_id, created_at) WHERE state IN ('queued', 'submitting');
CREATE INDEX opt_out_answers_finished ON opt_out_answers (finished_at) WHERE finished_at IS NOT NULL;
SELECT siar_protect('opt_out_answers');
