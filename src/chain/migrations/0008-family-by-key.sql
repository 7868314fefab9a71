-- why: a family is read by key. The planner cannot know how small a family is; it read every batch an authority has for each trace.
grant create on schema chain to grein_door;
set local role grein_door;
-- As 0006 has it, but each batch by its key: the planner cannot know how small a family is, and read every batch there is.
create or replace function chain.family_of(p_authority uuid, p_batch uuid, p_back boolean, p_forward boolean, p_max integer)
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
    select found.batch_id, found.is_back, b.name, b.kind, b.product_code, b.opened_at, b.opened_amount, b.premises_id,
      chain.status_of(p_authority, found.batch_id)
    from found
    cross join lateral (
      select one.name, one.kind, one.product_code, one.opened_at, one.opened_amount, one.premises_id
      from chain.batch as one
      where one.authority_id = p_authority and one.batch_id = found.batch_id
      offset 0) as b;
end
$$;
set local role grein_owner;
revoke create on schema chain from grein_door;
