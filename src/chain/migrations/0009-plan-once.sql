-- why: what a decision needs to know was planned anew for each act, at a quarter of the server's time for the whole act. Every statement
-- in it goes by key, so the plan that fits all is the plan that fits each.
set local role grein_door;
alter function chain.facts_for(uuid, jsonb) set plan_cache_mode = force_generic_plan;
set local role grein_owner;
