-- why: what screens and inspectors ask of the ledger, answered by key. Ancestors of what a holder has are not secret from that holder:
-- who dispenses a pack may know the plants; who else bought it may not.
grant create on schema chain to grein_door;

-- One word for a batch, out of where its mass stands. As the reader sees it: row-level security decides which accounts count.
create function chain.status_of(p_authority uuid, p_batch uuid) returns text
  language sql stable parallel safe set search_path = ''
  return (
    select case
      when bool_or(a.state = 'held') then 'held'
      when bool_or(a.state = 'growing') then 'growing'
      when bool_or(a.state = 'wet') then 'wet'
      when bool_or(a.kind = 'stock' and a.state = 'released') then 'released'
      when bool_or(a.kind = 'stock' and a.state = 'quarantine') then 'quarantine'
      when bool_or(a.kind = 'stock' and a.state = 'sample') then 'sample'
      when bool_or(a.kind = 'stock' and a.state = 'rejected') then 'rejected'
      when bool_or(a.kind = 'transit') then 'in-transit'
      else 'used-up'
    end
    from chain.account as a
    join chain.balance as n on n.authority_id = a.authority_id and n.account_id = a.account_id
    where a.authority_id = p_authority and a.batch_id = p_batch and n.amount > 0);
grant execute on function chain.status_of to grein_app, grein_door;

set local role grein_door;

create function chain.may_see_batch(p_authority uuid, p_batch uuid) returns boolean
  language sql stable set search_path = ''
  return p_authority = platform.current_authority() and (platform.current_wall() = 'staff'
    or (platform.current_wall() = 'holder' and exists (
      select from chain.batch_party as mine
      where mine.authority_id = p_authority and mine.batch_id = p_batch and mine.holder_id = platform.current_party())));

-- The family of a batch that the reader may see: all its ancestors; of its descendants those the reader has or had. At most p_max of each.
create function chain.family_of(p_authority uuid, p_batch uuid, p_back boolean, p_forward boolean, p_max integer)
  returns table (batch_id uuid, is_back boolean, name text, kind text, product_code text, opened_at timestamptz, opened_amount bigint,
    premises_id uuid, status text)
  language plpgsql stable security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  return query
    with found as (
      select up.batch_id, true as is_back from (select a as batch_id from chain.ancestors(p_authority, p_batch) as a limit p_max) as up
      where p_back
      union all
      select down.batch_id, false from (select d as batch_id from chain.descendants(p_authority, p_batch) as d limit p_max) as down
      where p_forward and chain.may_see_batch(p_authority, down.batch_id)
    )
    select b.batch_id, found.is_back, b.name, b.kind, b.product_code, b.opened_at, b.opened_amount, b.premises_id,
      chain.status_of(p_authority, b.batch_id)
    from found
    join chain.batch as b on b.authority_id = p_authority and b.batch_id = found.batch_id;
end
$$;

-- Edges between these batches, for a reader who got them from family_of: both ends must be the reader's or an ancestor of p_batch.
create function chain.edges_of(p_authority uuid, p_batch uuid, p_children uuid[])
  returns table (parent_id uuid, child_id uuid, event_id uuid, amount bigint)
  language plpgsql stable security definer set search_path = ''
  as $$
#variable_conflict use_column
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return;
  end if;
  return query
    select d.parent_id, d.child_id, d.event_id, d.amount
    from chain.batch_edge as d
    where d.authority_id = p_authority and d.child_id = any (p_children)
      and (chain.may_see_batch(p_authority, d.child_id) or d.child_id in (select chain.ancestors(p_authority, p_batch)));
end
$$;

-- A laboratory's figures for a batch: of its own samples first, then of its parents'. For whoever may see the batch.
create function chain.results_for(p_authority uuid, p_batch uuid) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  if not chain.may_see_batch(p_authority, p_batch) then
    return '{"results": [], "verdict": null}';
  end if;
  return jsonb_build_object(
    'results', coalesce(chain.facts_for(p_authority, jsonb_build_object('batches', jsonb_build_array(p_batch), 'results', true)) -> 'results', '[]'),
    'verdict', (
      select jsonb_build_object('number', v.certificate, 'verdict', v.verdict, 'eventId', v.event_id, 'decidedAt', v.decided_at)
      from chain.verdict as v
      where v.authority_id = p_authority and v.batch_id in (select chain.ancestors(p_authority, p_batch))
        and not exists (select from chain.correction as c where c.authority_id = p_authority and c.corrects_id = v.event_id)
      order by v.batch_id = p_batch desc, v.decided_at desc limit 1));
end
$$;

revoke all on function chain.may_see_batch, chain.family_of, chain.edges_of, chain.results_for from public;
grant execute on function chain.family_of, chain.edges_of, chain.results_for to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;
