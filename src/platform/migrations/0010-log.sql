-- why: anyone must be able to check that a record was made and never changed. Writers only drop a leaf into a queue, so that no
-- lock is shared between them; one sealer at a time per authority gives leaves their place, writes tiles and signs the root.
-- Nothing here is written but through the functions below; what was sealed has no update and no delete.
create schema log;
grant usage on schema log to grein_app, grein_door;

-- Leaves that are committed and have no place yet. Writers (grein_door) insert inside their own transaction.
create table log.unsealed (
  authority_id uuid        not null,
  entry_id     uuid        not null,
  leaf         bytea       not null constraint unsealed_leaf check (octet_length(leaf) = 32),
  queued_at    timestamptz not null default clock_timestamp(),
  constraint unsealed_key primary key (authority_id, entry_id)
);

-- How far each authority's tree has come. Its row lock is what makes the sealer one.
create table log.head (
  authority_id uuid        not null,
  size         bigint      not null default 0 constraint head_size check (size >= 0),
  sealed_at    timestamptz,
  constraint head_key primary key (authority_id)
);

create table log.leaf (
  authority_id uuid   not null,
  leaf_index   bigint not null constraint leaf_place check (leaf_index >= 0),
  entry_id     uuid   not null,
  leaf         bytea  not null constraint leaf_length check (octet_length(leaf) = 32),
  constraint leaf_key primary key (authority_id, leaf_index)
);
-- Not unique by entry alone: an id that a client chose twice must not be able to stop the sealer.
create unique index leaf_entry on log.leaf (authority_id, entry_id, leaf);

-- Full tiles alone; they never change. A partial tile is read from the leaves, or from the roots of the tiles below it.
create table log.tile (
  authority_id uuid     not null,
  level        smallint not null constraint tile_level check (level between 0 and 63),
  tile_index   bigint   not null constraint tile_place check (tile_index >= 0),
  hashes       bytea    not null constraint tile_width check (octet_length(hashes) = 8192),
  root         bytea    not null constraint tile_root check (octet_length(root) = 32),
  constraint tile_key primary key (authority_id, level, tile_index)
);

create table log.checkpoint (
  authority_id uuid        not null,
  size         bigint      not null constraint checkpoint_size check (size > 0),
  root         bytea       not null constraint checkpoint_root check (octet_length(root) = 32),
  note         text        not null,
  verifier_key text        not null,
  signed_at    timestamptz not null default clock_timestamp(),
  constraint checkpoint_key primary key (authority_id, size)
);

-- What platform itself puts on record (documents, decisions of the software). Record and salt may be erased together; the leaf stays.
create table log.record (
  authority_id uuid        not null,
  entry_id     uuid        not null,
  party_id     uuid,       -- whom it is about: that party may read it, beside staff
  record       text        constraint record_length check (octet_length(record) <= 65503), -- with its salt it fits an entry bundle
  salt         bytea       constraint record_salt check (octet_length(salt) = 32),
  leaf         bytea       not null,
  recorded_at  timestamptz not null default clock_timestamp(),
  constraint record_leaf check (leaf = sha256('\x00'::bytea || salt || convert_to(record, 'UTF8'))),
  constraint record_erased check ((record is null) = (salt is null)),
  constraint record_key primary key (authority_id, entry_id)
);

alter table log.unsealed   enable row level security, force row level security;
alter table log.head       enable row level security, force row level security;
alter table log.leaf       enable row level security, force row level security;
alter table log.tile       enable row level security, force row level security;
alter table log.checkpoint enable row level security, force row level security;
alter table log.record     enable row level security, force row level security;

create policy own_authority on log.unsealed   using (authority_id = platform.current_authority());
create policy own_authority on log.head       using (authority_id = platform.current_authority());
create policy own_authority on log.leaf       using (authority_id = platform.current_authority());
create policy own_authority on log.tile       using (authority_id = platform.current_authority());
create policy own_authority on log.checkpoint using (authority_id = platform.current_authority());
-- The sealer must learn which authorities have leaves waiting, and of them only that.
create policy sealer_looks_round on log.unsealed for select to grein_door using (true);

create policy reader on log.record for select to grein_app
  using (
    authority_id = platform.current_authority()
    and (platform.current_wall() = 'staff'
         or platform.current_wall() = 'holder' and party_id = platform.current_party())
  );
create policy door on log.record to grein_door using (authority_id = platform.current_authority());

grant select on log.unsealed, log.head, log.leaf, log.tile, log.checkpoint, log.record to grein_app, grein_door;
grant insert, delete on log.unsealed to grein_door;
grant insert, update (size, sealed_at) on log.head to grein_door;
grant insert on log.leaf, log.tile, log.checkpoint, log.record to grein_door;
grant update (record, salt) on log.record to grein_door;

-- The second lock, for owners.
create trigger written_once before update or delete or truncate on log.leaf
  for each statement execute function platform.refuse_change();
create trigger written_once before update or delete or truncate on log.tile
  for each statement execute function platform.refuse_change();
create trigger written_once before update or delete or truncate on log.checkpoint
  for each statement execute function platform.refuse_change();
create trigger written_once before delete or truncate on log.record
  for each statement execute function platform.refuse_change();
create trigger never_forgotten before delete or truncate on log.head
  for each statement execute function platform.refuse_change();
create trigger not_changed before update or truncate on log.unsealed
  for each statement execute function platform.refuse_change();

create function log.refuse_all_but_erasure() returns trigger
  language plpgsql
  as $$
begin
  if new.record is null and new.salt is null
     and (new.authority_id, new.entry_id, new.party_id, new.leaf, new.recorded_at)
         is not distinct from (old.authority_id, old.entry_id, old.party_id, old.leaf, old.recorded_at)
  then
    return new;
  end if;
  raise exception 'a record is written once and can only be erased' using errcode = '42501';
end
$$;
create trigger only_erased before update on log.record
  for each row execute function log.refuse_all_but_erasure();

create function log.refuse_shrinking() returns trigger
  language plpgsql
  as $$
begin
  if new.size >= old.size then
    return new;
  end if;
  raise exception 'a log never grows shorter' using errcode = '42501';
end
$$;
create trigger never_shorter before update on log.head
  for each row execute function log.refuse_shrinking();

alter table log.leaf       enable always trigger written_once;
alter table log.tile       enable always trigger written_once;
alter table log.checkpoint enable always trigger written_once;
alter table log.record     enable always trigger written_once;
alter table log.record     enable always trigger only_erased;
alter table log.head       enable always trigger never_forgotten;
alter table log.head       enable always trigger never_shorter;
alter table log.unsealed   enable always trigger not_changed;

-- The functions are the only way in. They belong to a role nobody logs in as.
grant create on schema log to grein_door;
set local role grein_door;

-- Which authorities have leaves waiting, how many (counted up to `count_max`), and since when.
create function log.waiting(count_max integer)
  returns table (authority_id uuid, leaf_count integer, waiting_since timestamptz)
  language sql stable security definer
  set search_path = ''
  as $$
  with recursive authority as (
    (select first.authority_id from log.unsealed as first order by first.authority_id limit 1)
    union all
    select (
      select next.authority_id
      from log.unsealed as next
      where next.authority_id > authority.authority_id
      order by next.authority_id
      limit 1
    )
    from authority
    where authority.authority_id is not null
  )
  select authority.authority_id, queue.leaf_count, queue.waiting_since
  from authority
  cross join lateral (
    select count(*)::integer as leaf_count, min(counted.queued_at) as waiting_since
    from (
      select one.queued_at
      from log.unsealed as one
      where one.authority_id = authority.authority_id
      order by one.entry_id
      limit count_max
    ) as counted
  ) as queue
  where authority.authority_id is not null
$$;

-- Gives the next places to what waits, in entry order. No row: another sealer is at work on this authority, or nothing waits.
create function log.take_unsealed(of_authority uuid, take_max integer)
  returns table (from_size bigint, leaves bytea)
  language plpgsql security definer
  set search_path = ''
  as $$
declare
  head_size bigint;
begin
  insert into log.head (authority_id) values (of_authority) on conflict do nothing;
  select head.size into head_size from log.head where head.authority_id = of_authority for update skip locked;
  if not found then
    return;
  end if;
  return query
    with taken as (
      delete from log.unsealed
      where unsealed.authority_id = of_authority
        and unsealed.entry_id in (
          select waiting.entry_id
          from log.unsealed as waiting
          where waiting.authority_id = of_authority
          order by waiting.entry_id
          limit take_max
        )
      returning unsealed.entry_id, unsealed.leaf
    ),
    fresh as (
      select taken.entry_id, taken.leaf
      from taken
      where not exists (
        select from log.leaf as sealed
        where sealed.authority_id = of_authority and sealed.entry_id = taken.entry_id and sealed.leaf = taken.leaf
      )
    ),
    placed as (
      insert into log.leaf (authority_id, leaf_index, entry_id, leaf)
      select of_authority, head_size + row_number() over (order by fresh.entry_id) - 1, fresh.entry_id, fresh.leaf
      from fresh
      returning leaf.leaf_index, leaf.leaf
    )
    select head_size, string_agg(placed.leaf, '' order by placed.leaf_index) from placed having count(*) > 0;
end
$$;

-- Writes what a round of the sealer computed. The database agrees that the leaves are there, as many as the signature says.
create function log.seal(
  of_authority uuid, new_size bigint, new_root bytea, signed_note text, signed_with text,
  tile_levels smallint[], tile_indexes bigint[], tile_hashes bytea[], tile_roots bytea[]
)
  returns void
  language plpgsql security definer
  set search_path = ''
  as $$
begin
  if not exists (select from log.leaf where authority_id = of_authority and leaf_index = new_size - 1)
     or exists (select from log.leaf where authority_id = of_authority and leaf_index = new_size)
  then
    raise exception 'a checkpoint covers exactly the leaves there are' using errcode = '23514', constraint = 'checkpoint_covers';
  end if;
  insert into log.tile (authority_id, level, tile_index, hashes, root)
  select of_authority, tile.level, tile.tile_index, tile.hashes, tile.root
  from unnest(tile_levels, tile_indexes, tile_hashes, tile_roots) as tile (level, tile_index, hashes, root);
  insert into log.checkpoint (authority_id, size, root, note, verifier_key)
  values (of_authority, new_size, new_root, signed_note, signed_with);
  update log.head set size = new_size, sealed_at = clock_timestamp() where authority_id = of_authority;
end
$$;

-- Puts a record and its leaf on record once. The same record again answers the first leaf; another one is 23505 record_changed.
create function log.record_leaf(
  of_authority uuid, of_entry uuid, about_party uuid, new_record text, new_salt bytea, new_leaf bytea
)
  returns bytea
  language plpgsql security definer
  set search_path = ''
  as $$
declare
  known log.record;
begin
  insert into log.record (authority_id, entry_id, party_id, record, salt, leaf)
  values (of_authority, of_entry, about_party, new_record, new_salt, new_leaf)
  on conflict (authority_id, entry_id) do nothing;
  if found then
    insert into log.unsealed (authority_id, entry_id, leaf) values (of_authority, of_entry, new_leaf);
    return new_leaf;
  end if;
  select * into known from log.record where record.authority_id = of_authority and record.entry_id = of_entry;
  if known.record is distinct from new_record then
    raise exception 'this entry was recorded with other content' using errcode = '23505', constraint = 'record_changed';
  end if;
  return known.leaf;
end
$$;

-- Forgets what a record said. The tree keeps its leaf, so every proof still holds. True when there was something to erase.
create function log.erase_record(of_authority uuid, of_entry uuid)
  returns boolean
  language plpgsql security definer
  set search_path = ''
  as $$
begin
  update log.record
  set record = null, salt = null
  where authority_id = of_authority and entry_id = of_entry and record is not null;
  return found;
end
$$;

revoke execute on function log.waiting, log.take_unsealed, log.seal, log.record_leaf, log.erase_record from public;
grant execute on function log.waiting, log.take_unsealed, log.seal, log.record_leaf, log.erase_record to grein_app;
set local role grein_owner;
revoke create on schema log from grein_door;
