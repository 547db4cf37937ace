-- One WhatsApp account belongs to one business of the server: nobody else reads its messages, and there is one pace. Of several that have
-- linked it already the first keeps it; the others start again with a new code.
UPDATE sessions s SET linked_at = NULL, phone = NULL
    WHERE s.linked_at IS NOT NULL AND EXISTS (
        SELECT FROM sessions o WHERE o.tenant_id <> s.tenant_id AND account_of(o.phone) = account_of(s.phone) AND o.linked_at IS NOT NULL
            AND (o.linked_at, o.tenant_id) < (s.linked_at, s.tenant_id));
CREATE UNIQUE INDEX sessions_account ON sessions (account_of(phone)) WHERE linked_at IS NOT NULL;
