-- why: the most an exemption lets lie in one place was held against all that lay there, whatever it was: a cellar full of flower left no room for a
-- gram of the powder another line of the exemption is about. Now each line's ceiling is of each of its substances by itself. Which products are of
-- a substance is the law's to know, so the posting says it beside what came in, and the door judges what it says.
grant create on schema chain to grein_door;
set local role grein_door;

-- Of some products what stock_since (0014) has of all: what the holder had there at that moment, and after each movement since.
create function chain.stock_of_since(p_authority uuid, p_holder uuid, p_premises uuid, p_products text[], p_since timestamptz)
  returns table (at timestamptz, level bigint)
  language sql stable set search_path = ''
  as $$
  with shelf as materialized (
    select b.account_id, b.amount, b.last_at
    from chain.balance as b
    join chain.account as a on a.authority_id = p_authority and a.account_id = b.account_id
    join chain.batch as lot on lot.authority_id = p_authority and lot.batch_id = a.batch_id
    where b.authority_id = p_authority and b.holder_id = p_holder and (b.amount > 0 or b.last_at > p_since)
      and a.kind = 'stock' and a.ledger = 'material_mg' and a.premises_id = p_premises and lot.product_code = any (p_products)
  ), change as (
    select m.at, sum(m.amount) as amount
    from (
      select o.occurred_at as at, -o.amount as amount
      from shelf join chain.movement as o on o.authority_id = p_authority and o.from_account_id = shelf.account_id and o.occurred_at > p_since
      where shelf.last_at > p_since
      union all
      select i.occurred_at, i.amount
      from shelf join chain.movement as i on i.authority_id = p_authority and i.to_account_id = shelf.account_id and i.occurred_at > p_since
      where shelf.last_at > p_since
    ) as m
    group by m.at
  ), moment as (
    select c.at, c.amount from change as c
    union all
    select p_since, 0
  )
  select moment.at, (
    (select coalesce(sum(s.amount), 0) from shelf as s)
    - coalesce(sum(moment.amount) over (order by moment.at desc rows between unbounded preceding and 1 preceding), 0))::bigint
  from moment
  $$;

-- The most of a substance an exemption lets its holder have at this place on a day; null when it names no most. Of several lines that reach the
-- place and name the substance the widest counts, for the line an act leans on was the rule's to choose.
drop function chain.ceiling_of(uuid, uuid, uuid, date);
create function chain.ceiling_of(p_authority uuid, p_exemption uuid, p_premises uuid, p_substance text, p_on date) returns bigint
  language sql stable set search_path = ''
  as $$
  select case when bool_and(c.max_stock_mg is not null) then max(c.max_stock_mg) end
  from licensing.exemption_scope as c
  where c.authority_id = p_authority and c.exemption_id = p_exemption and c.period @> p_on
    and (c.premises = '{}' or p_premises = any (c.premises)) and c.acts && '{have,grow}'
    and c.substances @> jsonb_build_array(jsonb_build_object('substanceId', p_substance))
  $$;

-- After everything of a posting stands: what came in under an exemption with a ceiling fitted under it, one arrival after another.
create function chain.judge_ceilings(p_authority uuid, p_rows jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
declare
  v_one record;
  v_bad record;
begin
  for v_one in
    select r.holder, r.premises, r.exemption, r.substance, r.products, min(r.at) as since
    from jsonb_to_recordset(p_rows) as r(event uuid, at timestamptz, holder uuid, premises uuid, exemption uuid, substance text, products text[])
    where r.event = any (p_fresh)
      and chain.ceiling_of(p_authority, r.exemption, r.premises, r.substance, (r.at at time zone 'Europe/Amsterdam')::date) is not null
    group by r.holder, r.premises, r.exemption, r.substance, r.products
    order by r.holder, r.premises, r.exemption, r.substance
  loop
    insert into chain.ceiling (authority_id, holder_id, premises_id) values (p_authority, v_one.holder, v_one.premises) on conflict do nothing;
    perform from chain.ceiling as c
      where c.authority_id = p_authority and c.holder_id = v_one.holder and c.premises_id = v_one.premises for update;
    -- A statement of its own: it sees what whoever held the lock before has committed.
    select allowed.most, stock.level into v_bad
      from chain.stock_of_since(p_authority, v_one.holder, v_one.premises, v_one.products, v_one.since) as stock
      cross join lateral (
        select chain.ceiling_of(p_authority, v_one.exemption, v_one.premises, v_one.substance, (stock.at at time zone 'Europe/Amsterdam')::date)
          as most) as allowed
      where stock.level > allowed.most
      order by stock.level - allowed.most desc
      limit 1;
    if found then
      raise exception 'more would lie there than the exemption allows' using errcode = '23514', constraint = 'stock_ceiling',
        detail = concat_ws(' ', v_bad.most, v_bad.level, v_one.substance);
    end if;
  end loop;
end
$$;
revoke all on function chain.stock_of_since, chain.ceiling_of, chain.judge_ceilings from public;

-- Both doors still call it for what is received and harvested; of which substance that is they cannot tell, and `judge_ceilings` was told.
create or replace function chain.check_ceilings(p_authority uuid, p_holders uuid[], p_premises uuid[], p_exemptions uuid[], p_ats timestamptz[]) returns void
  language plpgsql
  as $$
begin
end
$$;

-- As 0108 has it; ceilings are of a substance.
create or replace function chain.post_beside_of_places(p_authority uuid, p_posting jsonb, p_fresh uuid[]) returns void
  language plpgsql set search_path = ''
  as $$
begin
  perform chain.post_beside_of_mass(p_authority, p_posting, p_fresh);
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
