-- why: a signed record names photographs by their hash; the proof of the ledger, which reads as the door does, compares that hash with the
-- document's own, so that a photograph that was exchanged afterwards is named. The door reads documents and still writes none.
grant usage on schema platform to grein_door;
grant select on platform.document to grein_door;
create policy proof on platform.document for select to grein_door
  using (authority_id = platform.current_authority());
