DROP TABLE template_versions, templates, import_rejects, imports, suppressions, list_members, lists, contacts;
