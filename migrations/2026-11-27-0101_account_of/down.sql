DROP INDEX recipient_messages_chat;
ALTER TABLE recipient_messages DROP COLUMN chat;
DROP INDEX contacts_blocked_account;
DROP INDEX suppressions_account;
DROP FUNCTION account_of;
