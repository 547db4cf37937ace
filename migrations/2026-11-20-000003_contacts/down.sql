DROP TABLE template_versions, templates, import_rejects, imports, suppressions, list_members, lists, contacts;
DROP FUNCTION list_members_follow_contacts();
DROP FUNCTION list_members_follow_lists();
