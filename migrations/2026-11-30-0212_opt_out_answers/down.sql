DROP TABLE opt_out_answers;
ALTER TABLE tenants DROP COLUMN opt_out_answer, DROP COLUMN opt_out_text, DROP COLUMN return_text;
