DROP TABLE audit_log, alerts, events, event_sequences;
