-- A row of every table that came with step 0004: what an upgrade must keep.
INSERT INTO enrolment (id, guild_id, user_id, credential_id, interaction_id, status, outline, started_on)
    VALUES ('abcdefghijkl', 10, 9223372036854775807, 'sql', 5, 'active', '{}', '2026-11-24');
INSERT INTO enrolment_status (guild_id, enrolment_id, status, at, interaction_id)
    VALUES (10, 'abcdefghijkl', 'active', '2026-11-24 18:30:00.000000', 5);
INSERT INTO log_entry (guild_id, user_id, enrolment_id, kind, task_id, minutes, note, local_day, logged_at, interaction_id, part)
    VALUES (10, 9223372036854775807, 'abcdefghijkl', 'done', 'sql-1', 45, 'joins', '2026-11-24', '2026-11-24 18:30:00.000000', 6, 0);
INSERT INTO member_settings (guild_id, user_id, visibility, updated_at)
    VALUES (10, 9223372036854775807, 'groups', '2026-11-24 18:30:00.000000');
INSERT INTO outbox (guild_id, scope, scope_id, kind, subject, period, payload, status, created_at, due_at)
    VALUES (10, 'member', 9223372036854775807, 'completion', 'sql', '2026-11-24', '{}', 'pending', '2026-11-24 18:30:00.000000', '2026-11-24 18:30:00.000000');
INSERT INTO erasure_key (id, key)
    VALUES (1, 'abc');
INSERT INTO erasure_tombstone (member_hash, scope, erased_at)
    VALUES ('abc', 'here', '2026-11-24 18:30:00.000000');
