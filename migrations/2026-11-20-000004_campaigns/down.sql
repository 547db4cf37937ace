DROP TABLE incoming_messages, recipient_messages, recipients, campaign_counts, campaigns;
