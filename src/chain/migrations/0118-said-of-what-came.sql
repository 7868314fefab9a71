-- why: under which ceiling and limit something came in was judged by the substance that the posting said it is of, whatever it was. Which products are
-- of a substance is the law's to know, and what product a batch is the ledger's: what is said is now held against the batches of the event. Each is
-- of a product that is said, nothing is said of which there is none, no product is of two substances, and a limit is of a substance that is said.
grant create on schema chain to grein_door;
set local role grein_door;

-- Of `ceilings` and `limits` of a posting. Refuses with 23514 ceiling_said, naming the event.
create function chain.need_said(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_event uuid;
begin
  with said as materialized (
    select r.event, r.substance, r.products
    from jsonb_to_recordset(coalesce(p_posting -> 'ceilings', '[]')) as r(event uuid, substance text, products text[])
    where r.event = any (p_fresh)
  ), used as materialized (
    select r.event, l.substance_id as substance, l.product_code
    from jsonb_to_recordset(coalesce(p_posting -> 'limits', '[]')) as r(event uuid, exemption uuid, number smallint, "on" date)
    join licensing.exemption_limit as l
      on l.authority_id = p_authority and l.exemption_id = r.exemption and l.number = r.number and l.period @> r."on"
    where r.event = any (p_fresh)
  ), there as materialized (
    select distinct e.event_id as event, b.product_code
    from (select said.event from said union select used.event from used) as one
    join chain.event_batch as e on e.authority_id = p_authority and e.event_id = one.event
    join chain.batch as b on b.authority_id = p_authority and b.batch_id = e.batch_id
  )
  select wrong.event into v_event
    from (
      select there.event from there
      where exists (select from said where said.event = there.event)
        and not exists (select from said where said.event = there.event and there.product_code = any (said.products))
      union all
      select said.event from said
      where not exists (select from there where there.event = said.event and there.product_code = any (said.products))
      union all
      select one.event from said as one
      join said as other on other.event = one.event and other.substance <> one.substance and other.products && one.products
      union all
      select used.event from used
      where used.product_code is not null
          and not exists (select from there where there.event = used.event and there.product_code = used.product_code)
        or exists (select from said where said.event = used.event)
          and not exists (select from said where said.event = used.event and said.substance = used.substance)
    ) as wrong
    limit 1;
  if found then
    raise exception 'what came in is not of the substance it is said to be' using errcode = '23514', constraint = 'ceiling_said',
      detail = v_event::text;
  end if;
end
$$;
revoke all on function chain.need_said from public;

-- As 0109 has it; what is said is held against the batches first.
create or replace function chain.post_beside_of_places(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
begin
  perform chain.post_beside_of_mass(p_authority, p_posting, p_fresh);
  if p_posting ?| '{ceilings,limits}' then
    perform chain.need_said(p_authority, p_posting, p_fresh);
  end if;
  if p_posting ? 'ceilings' then
    perform chain.judge_ceilings(p_authority, p_posting -> 'ceilings', p_fresh);
  end if;
  if p_posting ? 'limits' then
    perform chain.check_limits(p_authority, p_posting -> 'limits', p_fresh);
  end if;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
