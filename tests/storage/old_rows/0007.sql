-- A row of every table that came with step 0007: what an upgrade must keep.
INSERT INTO kept_words (id, owner_id, guild_id, content, created_at, expires_at)
    VALUES ('kept-words-1', 9223372036854775807, 10, '{"minutes": "a while"}', '2026-11-24 18:30:00.000000', '2026-11-25 18:30:00.000000');
