-- Whether the configuration lets notifications go there.
ALTER TABLE notification_setting ADD COLUMN allowed INTEGER NOT NULL DEFAULT 1;
-- Mail was never due, as there is no mail server.
UPDATE delivery SET due_at = NULL, failure = 'NoMailServer' WHERE transport = 'Email';
