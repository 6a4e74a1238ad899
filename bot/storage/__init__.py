"""The database: tables, migrations, one module of queries per aggregate. Arrives with the Discord issue."""
