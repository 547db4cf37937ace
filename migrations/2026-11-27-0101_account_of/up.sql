-- One spelling for all numbers of a WhatsApp account (CON-8); siar_domain's Phone::account says the same. Compare it, do not dial it.
CREATE FUNCTION account_of(phone text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN CASE
        WHEN left(phone, 3) NOT IN ('+52', '+54', '+55') THEN phone
        WHEN phone ~ '^\+521[0-9]{10}$' THEN '+52' || substr(phone, 5)
        WHEN phone ~ '^\+54[0-8][0-9]{9}$' THEN '+549' || substr(phone, 4)
        WHEN phone ~ '^\+55[1-9][0-9][6-9][0-9]{7}$' THEN left(phone, 5) || '9' || substr(phone, 6)
        ELSE phone END;

-- A STOP under one spelling holds for the others, and so does a block.
CREATE INDEX suppressions_account ON suppressions (tenant_id, account_of(phone));
CREATE INDEX contacts_blocked_account ON contacts (tenant_id, account_of(phone)) WHERE blocked_at IS NOT NULL;

-- The chat that a message id names: where WhatsApp leads two numbers to one chat, the second is not written to.
ALTER TABLE recipient_messages ADD COLUMN chat text GENERATED ALWAYS AS (nullif(split_part(message_id, '_', 2), '')) STORED;
CREATE INDEX recipient_messages_chat ON recipient_messages (tenant_id, campaign_id, chat);
