-- A row of every table that came with step 0002: what an upgrade must keep.
INSERT INTO catalogue_entry (guild_id, credential_id, status, record, version, changed_at)
    VALUES (10, 'sql', 'published', '{}', 1, '2026-11-24 18:30:00.000000');
INSERT INTO catalogue_version (guild_id, credential_id, number, change, origin, actor_id, changed_at, after)
    VALUES (10, 'sql', 1, 'added', 'member', 9223372036854775807, '2026-11-24 18:30:00.000000', '{}');
INSERT INTO catalogue_layer (guild_id, version)
    VALUES (10, 1);
INSERT INTO catalogue_counter (id, version)
    VALUES (1, 1);
