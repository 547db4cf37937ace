-- What is old is found by when it came, and came in that order: a summary of the blocks costs the hot writes next to nothing.
CREATE INDEX recipient_messages_campaign ON recipient_messages USING brin (campaign_id) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX incoming_messages_received ON incoming_messages USING brin (received_at) WITH (pages_per_range = 32, autosummarize = on);

-- The owner of the tables alone removes entries of the audit log, through the function below.
CREATE POLICY retention ON audit_log TO CURRENT_USER USING (true) WITH CHECK (true);

-- Takes the oldest entries off the audit log: a beginning of the chain, of entries that are older than `until`, at most `most` of them, never
-- the newest. What is left still proves itself: a new entry says where it begins, and is sealed like any other. Answers how many went.
-- Whoever has the server's own rights can take nothing that is younger than 90 days.
CREATE FUNCTION siar_prune_audit(until timestamptz, most bigint) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    first bigint;
    newest bigint;
    last bigint;
    last_seal bytea;
BEGIN
    IF until > now() - interval '90 days' THEN
        RAISE EXCEPTION 'the audit log is kept for 90 days at least' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('siar audit chain'));
    SELECT min(place), max(place) INTO first, newest FROM audit_seals;
    -- The first that stays: one that is young enough, or one that is missing, which is for people to look at.
    SELECT min(s.place) INTO last FROM audit_seals s LEFT JOIN audit_log l ON l.id = s.audit_id
        WHERE s.place < first + most AND (l.id IS NULL OR l.at >= until);
    last := least(coalesce(last, first + most), newest) - 1;
    SELECT seal INTO last_seal FROM audit_seals WHERE place = last;
    IF last_seal IS NULL THEN
        RETURN 0;
    END IF;
    WITH gone AS (DELETE FROM audit_seals WHERE place <= last RETURNING audit_id)
    DELETE FROM audit_log WHERE id IN (SELECT audit_id FROM gone);
    INSERT INTO audit_log (action, subject, detail, at) VALUES ('audit.pruned', 'audit_log',
        jsonb_build_object('entries', last - first + 1, 'place', last, 'seal', encode(last_seal, 'hex'), 'until', until), now());
    RETURN last - first + 1;
END $$;
REVOKE EXECUTE ON FUNCTION siar_prune_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION siar_prune_audit TO siar_system;
CREATE INDEX audit_log_pruned ON audit_log (id) WHERE action = 'audit.pruned';
