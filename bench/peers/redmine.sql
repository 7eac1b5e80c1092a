.bail on
-- Fills a Redmine with its default data (SQLite) with the rows of a house of Suivi, which is attached as house: see
-- "Beside other trackers" in RESULTS.md. The password of busy is bench-bench.
PRAGMA journal_mode = wal;
PRAGMA cache_size = -200000;
BEGIN;

CREATE TEMP TABLE owners AS
SELECT owner_id AS person, 101 + (row_number() OVER (ORDER BY count(*) DESC, owner_id) - 1) % 200 AS user
FROM house.follow_ups_followup WHERE owner_id IS NOT NULL GROUP BY owner_id;

CREATE TEMP TABLE statuses (named TEXT PRIMARY KEY, theirs INTEGER);
INSERT INTO statuses VALUES
('open', 1), ('in_progress', 2), ('waiting', 4), ('pending_resources', 4), ('done', 5), ('declined', 6),
('dropped', 6), ('lapsed', 6);

CREATE TEMP TABLE logged AS
SELECT object_id AS issue, min(at) AS at FROM house.history_entry
WHERE content_type_id = (SELECT id FROM house.django_content_type WHERE model = 'followup') GROUP BY object_id;

INSERT INTO users (id, login, firstname, lastname, hashed_password, salt, status, language, type, mail_notification,
    created_on, updated_on, passwd_changed_on)
SELECT 100, 'busy', 'Busy', 'Officer', 'd63700c7702a943fef38bb62eae12132115c3355', 'salt', 1, 'en', 'User', 'none', '2014-01-01', '2014-01-01', '2014-01-01'
UNION ALL
SELECT user, 'owner' || user, 'Owner', min(name), '', 'salt', 1, 'en', 'User', 'none', '2014-01-01', '2014-01-01', NULL
FROM owners JOIN house.directory_person ON directory_person.id = person GROUP BY user;
INSERT INTO email_addresses (user_id, address, is_default, notify, created_on, updated_on)
SELECT id, login || '@localhost', 1, 1, '2014-01-01', '2014-01-01' FROM users WHERE id >= 100;

INSERT INTO projects (id, name, identifier, is_public, status, lft, rgt, created_on, updated_on)
VALUES (1, 'House', 'house', 0, 1, 1, 2, '2014-01-01', '2014-01-01');
INSERT INTO enabled_modules (project_id, name) VALUES (1, 'issue_tracking');
INSERT INTO projects_trackers (project_id, tracker_id) SELECT 1, id FROM trackers;
INSERT INTO members (user_id, project_id, created_on) SELECT id, 1, '2014-01-01' FROM users WHERE id >= 100;
INSERT INTO member_roles (member_id, role_id) SELECT members.id, roles.id FROM members, roles WHERE name = 'Manager';

INSERT INTO issues (id, tracker_id, project_id, subject, description, due_date, status_id, assigned_to_id, priority_id,
    author_id, created_on, updated_on, start_date, root_id, lft, rgt, closed_on)
SELECT id, 1 + id % 3, 1, title, detail, due_on, theirs, user, coalesce(6 - priority, 2), 100,
    coalesce(at, updated_at), updated_at, date(coalesce(at, updated_at)), id, 1, 2, ended_on
FROM house.follow_ups_followup AS each
JOIN statuses ON named = each.status LEFT JOIN owners ON person = owner_id LEFT JOIN logged ON issue = each.id;

INSERT INTO journals (id, journalized_id, journalized_type, user_id, notes, created_on)
SELECT id, object_id, 'Issue', 100, note, at FROM house.history_entry
WHERE verb = 'moved' AND json_extract(changes, '$.status') IS NOT NULL AND object_id IN (SELECT id FROM issues);
INSERT INTO journal_details (journal_id, property, prop_key, old_value, value)
SELECT entry.id, 'attr', 'status_id', was.theirs, became.theirs
FROM house.history_entry AS entry JOIN journals ON journals.id = entry.id
JOIN statuses AS was ON was.named = json_extract(changes, '$.status.from')
JOIN statuses AS became ON became.named = json_extract(changes, '$.status.to');
COMMIT;
ANALYZE main;
