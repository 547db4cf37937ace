DROP INDEX audit_log_pruned;
DROP FUNCTION siar_prune_audit;
DROP POLICY retention ON audit_log;
DROP INDEX incoming_messages_received;
DROP INDEX recipient_messages_campaign;
