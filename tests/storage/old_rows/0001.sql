-- A row of every table that came with step 0001: what an upgrade must keep.
INSERT INTO user_settings (user_id, weekly_minutes, direct_message_guild_id, updated_at)
    VALUES (9223372036854775807, 90, 7, '2026-11-24 18:30:00.000000');
INSERT INTO command_sync (application_id, commands_hash, synced_at)
    VALUES (5, 'abc', '2026-11-24 18:30:00.000000');
INSERT INTO stored_search (id, owner_id, guild_id, interaction_id, goal, weekly_minutes, weeks, deadline, level, credit, asked_on, hours_remembered, is_public, created_at, expires_at)
    VALUES ('abcdefghijkl', 9223372036854775807, 10, 5, 'learn SQL – pronto', 90, 2.5, '2027-03-12', 'beginner', true, '2026-11-24', false, true, '2026-11-24 18:30:00.000000', '2026-12-24 18:30:00.000000');
