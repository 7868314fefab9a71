-- why: a program's key wears out or leaks, and it should get a new one under its own number: what it did stays one program's.
alter table platform.machine_client add column keys_at timestamptz; -- when its keys were last replaced; null: as registered
grant update (jwks, keys_at) on platform.machine_client to grein_app;
