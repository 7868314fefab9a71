-- why: that a movement has its event was asked of the whole table of events, which is seventeen tables: each was locked and made ready for
-- every movement. A movement lies in the year of its event, for both go by the event's id; so it is asked of that year alone. The key is
-- the same, year by year, and what no year holds is asked of what no year holds.
alter table chain.movement drop constraint movement_event;

do $$
declare
  v_year text;
begin
  for v_year in
    select substr(c.relname, 10) from pg_class as c
    join pg_inherits as i on i.inhrelid = c.oid
    where i.inhparent = 'chain.movement'::regclass
  loop
    execute format('alter table chain.movement_%s add constraint movement_event foreign key (authority_id, event_id) references chain.event_%s',
      v_year, v_year);
  end loop;
end
$$;

-- As 0001 has it, with that key.
create or replace function chain.make_year(p_year integer) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_from text := chain.first_id_of(make_timestamptz(p_year, 1, 1, 0, 0, 0, 'UTC'));
  v_until text := chain.first_id_of(make_timestamptz(p_year + 1, 1, 1, 0, 0, 0, 'UTC'));
begin
  if to_regclass(format('chain.event_%s', p_year)) is not null then
    return;
  end if;
  execute format('create table chain.event_%s partition of chain.event for values from (%L) to (%L)', p_year, v_from, v_until);
  execute format('create table chain.movement_%s partition of chain.movement for values from (%L) to (%L)', p_year, v_from, v_until);
  execute format('alter table chain.movement_%s add constraint movement_event foreign key (authority_id, event_id) references chain.event_%s',
    p_year, p_year);
  -- Row triggers come with the parent; the one against truncate does not.
  execute format('create trigger kept before truncate on chain.event_%s for each statement execute function platform.refuse_change()', p_year);
  execute format('create trigger kept before truncate on chain.movement_%s for each statement execute function platform.refuse_change()', p_year);
  execute format('alter table chain.event_%s enable always trigger kept', p_year);
  execute format('alter table chain.movement_%s enable always trigger kept', p_year);
end
$$;
