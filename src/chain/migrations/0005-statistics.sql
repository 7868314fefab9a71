-- why: an authority is the whole of a shard, so its id tells nothing about a row; a planner that has not yet counted would think it
-- tells all, and read everything an authority has for each key. Told here what is known beforehand; the first ANALYZE replaces it.
do $$
declare
  v_table  text;
  v_column text;
begin
  for v_table, v_column in
    select c.relname, a.attname
    from pg_catalog.pg_class as c
    join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'chain'::regnamespace and c.relkind in ('r', 'p')
      and a.attname in ('authority_id', 'account_id', 'batch_id', 'event_id', 'shipment_id', 'from_account_id', 'to_account_id', 'child_id', 'parent_id')
  loop
    perform pg_catalog.pg_restore_attribute_stats(
      'schemaname', 'chain', 'relname', v_table, 'attname', v_column, 'inherited', false,
      'null_frac', 0::real, 'avg_width', 16,
      'n_distinct', (case when v_column = 'authority_id' then 1 else -0.3 end)::real);
  end loop;
end
$$;
