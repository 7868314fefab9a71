-- why: the authority orders a second test about a result of somebody's study or order. Whose study or order it is reads what came of it: a study
-- without its retests would tell its holder another shelf life than the authority reads. Nobody else reads more than before.
grant create on schema chain to grein_door;
set local role grein_door;

-- Whether this thread came out of one of the reader's own: a second test out of a case, the case out of a test, the test out of a study. It
-- says nothing of threads that did not, and of which they are.
create function chain.follows_own(p_authority uuid, p_thread uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  v_mine   constant uuid := platform.current_party();
  v_thread uuid := p_thread;
  v_kind   text;
  v_holder uuid;
begin
  if platform.current_wall() is distinct from 'holder' or v_mine is null or p_authority is distinct from platform.current_authority() then
    return false;
  end if;
  -- What a thread refers to was there before it, so this ends; a hundred tests about one result are more than any laboratory does.
  for v_turn in 1..100 loop
    select t.kind, t.holder_id, t.refers_id into v_kind, v_holder, v_thread
      from chain.quality_thread as t where t.authority_id = p_authority and t.thread_id = v_thread;
    if v_kind is null or v_kind not in ('order', 'case', 'study') then
      return false;
    end if;
    if v_holder = v_mine then
      return true;
    end if;
    exit when v_thread is null;
  end loop;
  return false;
end
$$;
revoke all on function chain.follows_own from public;
grant execute on function chain.follows_own to grein_app;
set local role grein_owner;
revoke create on schema chain from grein_door;

drop policy quality_thread_wall on chain.quality_thread;
create policy quality_thread_wall on chain.quality_thread for select to grein_app using (authority_id = (select platform.current_authority())
  and ((select platform.current_wall()) = 'staff'
    or ((select platform.current_wall()) = 'holder'
      and ((select platform.current_party()) in (holder_id, laboratory_id)
        or (kind = 'certificate' and exists (
          select from chain.batch_party as mine
          where mine.authority_id = quality_thread.authority_id and mine.batch_id = quality_thread.batch_id
            and mine.holder_id = (select platform.current_party())))
        or (kind in ('order', 'case') and refers_id is not null and chain.follows_own(authority_id, refers_id))))));
