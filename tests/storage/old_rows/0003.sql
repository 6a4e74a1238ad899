-- A row of every table that came with step 0003: what an upgrade must keep.
INSERT INTO audit_entry (guild_id, actor_id, action, subject, details, at)
    VALUES (10, 9223372036854775807, 'entry_retired', 'sql', '{}', '2026-11-24 18:30:00.000000');
INSERT INTO catalogue_alias (guild_id, word, words, added_by, added_at)
    VALUES (10, 'k8s', 'kubernetes', 9223372036854775807, '2026-11-24 18:30:00.000000');
INSERT INTO catalogue_draft (id, guild_id, owner_id, interaction_id, content, created_at, updated_at, expires_at)
    VALUES ('abcdefghijkl', 10, 9223372036854775807, 5, '{}', '2026-11-24 18:30:00.000000', '2026-11-24 18:30:00.000000', '2026-12-24 18:30:00.000000');
INSERT INTO catalogue_proposal (id, guild_id, member_id, interaction_id, kind, status, content, created_at)
    VALUES ('abcdefghijkl', 10, 9223372036854775807, 5, 'suggestion', 'open', '{}', '2026-11-24 18:30:00.000000');
INSERT INTO catalogue_upload (id, guild_id, owner_id, name, content, created_at, expires_at)
    VALUES ('abcdefghijkl', 10, 9223372036854775807, 'ours.csv', 'id,title', '2026-11-24 18:30:00.000000', '2026-12-24 18:30:00.000000');
INSERT INTO member_block (guild_id, user_id, what, blocked_by, blocked_at)
    VALUES (10, 9223372036854775807, 'suggesting', 2, '2026-11-24 18:30:00.000000');
