-- A row of every table that came with step 0008: what an upgrade must keep.
INSERT INTO study_group (id, guild_id, name, name_key, owner_id, most_members, is_open, zone, created_at, version, interaction_id)
    VALUES (1, 10, 'Night Owls', 'night owls', 9223372036854775807, 10, true, 'Europe/Berlin', '2026-11-24 18:30:00.000000', 1, 901);
INSERT INTO group_member (guild_id, group_id, user_id, joined_on, interaction_id)
    VALUES (10, 1, 9223372036854775807, '2026-11-24', 901);
INSERT INTO group_invite (guild_id, group_id, user_id, invited_by, invited_on, invited_at, expires_at, status, refusal_told, interaction_id)
    VALUES (10, 1, 9223372036854775806, 9223372036854775807, '2026-11-24', '2026-11-24 18:30:00.000000', '2026-12-08 18:30:00.000000', 'open', false, 902);
INSERT INTO group_place (group_id, guild_id, channel_id, is_private, generation, trouble, trouble_told, tries)
    VALUES (1, 10, 9223372036854775805, true, 1, 'no_thread_yet', false, 0);
INSERT INTO group_checkin (group_id, week, guild_id, opened_at, tries)
    VALUES (1, '2026-W48', 10, '2026-11-24 18:30:00.000000', 0);
INSERT INTO group_checkin_answer (group_id, week, user_id, guild_id, went_well, is_resting, answered_at)
    VALUES (1, '2026-W48', 9223372036854775807, 10, 'joins at last', false, '2026-11-24 18:30:00.000000');
INSERT INTO group_week_line (guild_id, group_id, week, user_id, minutes, tasks_done, streak_weeks, kudos)
    VALUES (10, 1, '2026-W48', 9223372036854775807, 90, 2, 3, 1);
INSERT INTO erased_work (guild_id, group_id, worker_id, week, credential_id, kind, minutes)
    VALUES (10, 1, 'random-id-12', '2026-11-23', 'sql', 'done', 45);
INSERT INTO kudos (guild_id, group_id, sender_id, receiver_id, given_on, given_at, interaction_id)
    VALUES (10, 1, 9223372036854775807, 9223372036854775806, '2026-11-24', '2026-11-24 18:30:00.000000', 903);
INSERT INTO happy_to_help (guild_id, user_id, credential_id, since)
    VALUES (10, 9223372036854775807, 'sql', '2026-11-24 18:30:00.000000');
