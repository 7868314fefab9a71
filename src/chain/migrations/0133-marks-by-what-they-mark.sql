-- why: a mark of a past balance (0025) moves with what comes late. What counted as late was told by the day of the clock, so under a clock that was set
-- back by a day the marks of the days before stayed as they were, wrong by what was recorded since; and the stock of a moment is read from them. A mark
-- lies at a movement of its account, so none lies after what happens last there: what happens before that, by the balance that is locked anyway,
-- moves them. The clock is not asked. The door as it stands, but for that; where it is not as we know it this migration stops.
grant create on schema chain to grein_door;
set local role grein_door;

do $$
declare
  v_one  record;
  v_text text;
begin
  for v_one in
    select *
    from (values
      ('chain.post_event'::regproc, E'\n  v_now     constant timestamptz := clock_timestamp();\n',
        E'\n  v_now     constant timestamptz := clock_timestamp();\n  v_is_late boolean := false; -- happened before the last movement of an account it moves\n'),
      ('chain.post_event', E'\n    end if;\n  end loop;\n  -- Marks of past balances that lie after what came late (0025) move with it.\n  if p_at < date_trunc(''day'', v_now, ''UTC'') then\n',
        E'\n    end if;\n    v_is_late := v_is_late or v_change is not null and p_at < v_one.last_at;\n  end loop;\n'
          '  -- Marks of past balances that lie after what came late (0025) move with it.\n  if v_is_late then\n'),
      ('chain.post_events', E'\n    if v_oldest < date_trunc(''day'', v_now, ''UTC'') and exists (\n',
        E'\n    if v_oldest < (select max(last.at) from unnest(v_lasts) as last (at)) and exists (\n')
    ) as change (door, was, becomes)
  loop
    v_text := pg_get_functiondef(v_one.door);
    if cardinality(string_to_array(v_text, v_one.was)) is distinct from 2 then
      raise exception '% is not as this migration knows it: %', v_one.door, v_one.was;
    end if;
    execute replace(v_text, v_one.was, v_one.becomes);
  end loop;
end
$$;

set local role grein_owner;
revoke create on schema chain from grein_door;
