-- A row with what came with step 0009: what an upgrade must keep.
INSERT INTO catalogue_entry (guild_id, credential_id, status, reason, successor_id, version, changed_at, is_merged)
    VALUES (10, 'sql-again', 'retired', 'Merged into SQL.', 'sql', 1, '2026-11-24 18:30:00.000000', true);
