-- Spreads the ledger, the registers and the log over the nodes of a Citus cluster, by authority. Once, by a superuser, on the coordinator,
-- in one transaction, on a database that `grein migrate` has made and nobody is using. Nothing else in Grein names Citus. Read citus.md.
begin;
set local citus.multi_shard_modify_mode = 'sequential';
set local citus.enable_unsafe_triggers = 'on'; -- ours refuse changes and read nothing, so they mean the same on each shard

-- Citus distributes a table without keys to others and without triggers; they are noted, taken off and put back as they were.
create temporary table apart (place integer generated always as identity, relation text, undo text, redo text) on commit drop;
insert into apart (relation, undo, redo)
  select conrelid::regclass::text, format('alter table %s drop constraint %I', conrelid::regclass, conname),
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  from pg_constraint
  where contype = 'f' and conparentid = 0
    and connamespace in ('chain'::regnamespace, 'licensing'::regnamespace, 'log'::regnamespace)
  order by conrelid::regclass::text, conname;
insert into apart (relation, undo, redo)
  select tgrelid::regclass::text, format('drop trigger %I on %s', tgname, tgrelid::regclass),
    pg_get_triggerdef(t.oid) || case when tgenabled = 'A' then format('; alter table %s enable always trigger %I', tgrelid::regclass, tgname) else '' end
  from pg_trigger as t join pg_class as c on c.oid = tgrelid
  where not tgisinternal and tgparentid = 0
    and relnamespace in ('chain'::regnamespace, 'licensing'::regnamespace, 'log'::regnamespace)
  order by tgrelid::regclass::text, tgname;

do $$
declare
  v_one record;
begin
  for v_one in select undo from apart order by place loop
    execute v_one.undo;
  end loop;

  -- The head of the log is the smallest table every authority has: the others lie beside it. Partitions follow their table.
  perform create_distributed_table('log.head', 'authority_id', colocate_with => 'none');
  for v_one in
    select c.oid::regclass::text as name from pg_class as c
    where c.relkind in ('r', 'p') and not c.relispartition and c.oid <> 'log.head'::regclass
      and c.relnamespace in ('chain'::regnamespace, 'licensing'::regnamespace, 'log'::regnamespace)
    order by 1
  loop
    perform create_distributed_table(v_one.name::regclass, 'authority_id', colocate_with => 'log.head');
  end loop;

  for v_one in select redo from apart order by place loop
    execute v_one.redo;
  end loop;

  -- A call goes whole to the node of its authority. Without `force_delegation` it would not, inside a transaction block.
  for v_one in
    select p.oid::regprocedure::text as name, p.proargnames[1] as first
    from pg_proc as p
    where p.pronamespace in ('chain'::regnamespace, 'licensing'::regnamespace, 'log'::regnamespace)
      and p.prosecdef and p.prorettype <> 'trigger'::regtype and p.proargtypes[0] = 'uuid'::regtype
      and has_function_privilege('grein_app', p.oid, 'execute')
    order by 1
  loop
    perform create_distributed_function(v_one.name::regprocedure, v_one.first, colocate_with => 'log.head', force_delegation => true);
  end loop;
end
$$;
commit;
