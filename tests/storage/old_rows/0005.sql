-- A row of every table that came with step 0005: what an upgrade must keep.
INSERT INTO schedule (guild_id, scope, scope_id, kind, zone, weekday, wall_time, next_due_utc, refusal_told, version)
    VALUES (10, 'member', 9223372036854775807, 'reminder', 'Europe/Berlin', 0, '09:00:00.000000', '2026-11-30 08:00:00.000000', false, 1);
INSERT INTO server_settings (guild_id, zone, announce_channel_id, updated_at)
    VALUES (10, 'Europe/Berlin', 9223372036854775807, '2026-11-24 18:30:00.000000');
INSERT INTO channel_fault (guild_id, channel_id, reason, found_at)
    VALUES (10, 9223372036854775807, 'gone', '2026-11-24 18:30:00.000000');
