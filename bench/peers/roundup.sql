.bail on
-- Fills an initialised tracker (template "classic", SQLite) with the rows of a house of Suivi, which is attached as
-- house: see "Beside other trackers" in RESULTS.md. Somebody called busy must be there already, with the key 3.
PRAGMA cache_size = -200000;
BEGIN;

CREATE TEMP TABLE owners AS
SELECT owner_id AS person, 4 + (row_number() OVER (ORDER BY count(*) DESC, owner_id) - 1) % 200 AS user
FROM house.follow_ups_followup WHERE owner_id IS NOT NULL GROUP BY owner_id;

CREATE TEMP TABLE statuses (named TEXT PRIMARY KEY, theirs INTEGER);
INSERT INTO statuses VALUES
('open', 3), ('in_progress', 5), ('waiting', 4), ('pending_resources', 2), ('done', 8), ('declined', 7),
('dropped', 7), ('lapsed', 7);

CREATE TEMP TABLE logged AS
SELECT object_id AS issue, min(at) AS at FROM house.history_entry
WHERE content_type_id = (SELECT id FROM house.django_content_type WHERE model = 'followup') GROUP BY object_id;

INSERT INTO _user (id, _username, _realname, _roles, _address, _creator, _actor, _creation, _activity)
SELECT user, 'owner' || user, min(name), 'User', 'owner' || user || '@localhost', 1, 1,
    '20140101000000.000', '20140101000000.000'
FROM owners JOIN house.directory_person ON directory_person.id = person GROUP BY user;

INSERT INTO _issue (id, _title, _status, _priority, _assignedto, _creator, _actor, _creation, _activity)
SELECT id, title, theirs, coalesce(priority, 5), user, 3, 3,
    strftime('%Y%m%d%H%M%S.000', coalesce(at, updated_at)), strftime('%Y%m%d%H%M%S.000', updated_at)
FROM house.follow_ups_followup AS each
JOIN statuses ON named = each.status LEFT JOIN owners ON person = owner_id LEFT JOIN logged ON issue = each.id;

INSERT INTO issue__journal (nodeid, date, tag, action, params)
SELECT id, _creation, 3, 'create', '{}' FROM _issue;
INSERT INTO issue__journal (nodeid, date, tag, action, params)
SELECT object_id, strftime('%Y%m%d%H%M%S.000', at), 3, 'set', printf('{''status'': ''%d''}', theirs)
FROM house.history_entry JOIN statuses ON named = json_extract(changes, '$.status.from')
WHERE verb = 'moved' AND object_id IN (SELECT id FROM _issue) ORDER BY at;

-- Whoever owns it hears of it; what is said of it is its first message, whose words are a file.
INSERT INTO issue_nosy (linkid, nodeid) SELECT _assignedto, id FROM _issue WHERE _assignedto IS NOT NULL;
INSERT INTO _msg (id, _author, _summary, _type, _date, _creator, _actor, _creation, _activity)
SELECT each.id, 3, substr(detail, 1, 60), 'text/plain', _creation, 3, 3, _creation, _creation
FROM house.follow_ups_followup AS each JOIN _issue ON _issue.id = each.id WHERE detail <> '';
INSERT INTO issue_messages (linkid, nodeid) SELECT id, id FROM _msg;
INSERT INTO msg__journal (nodeid, date, tag, action, params) SELECT id, _creation, 3, 'create', '{}' FROM _msg;
SELECT sum(writefile(printf('db/files/msg/%d/msg%d', each.id / 1000, each.id), detail))
FROM house.follow_ups_followup AS each WHERE detail <> '';

UPDATE ids SET num = (SELECT max(id) + 1 FROM _user) WHERE name = 'user';
UPDATE ids SET num = (SELECT max(id) + 1 FROM _issue) WHERE name = 'issue';
UPDATE ids SET num = (SELECT max(id) + 1 FROM _msg) WHERE name = 'msg';
COMMIT;
ANALYZE main;
