-- A row of every table that came with step 0006: what an upgrade must keep.
INSERT INTO congratulation (announcement_id, user_id, guild_id, congratulated_at)
    VALUES (1, 9223372036854775807, 10, '2026-11-24 18:30:00.000000');
