DROP TABLE incoming_messages, recipients, campaign_counts, campaigns;
