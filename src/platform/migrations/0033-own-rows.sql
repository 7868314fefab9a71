-- why: the answer to an earlier request, and a table as somebody left it, are one person's (or one program's); the wall between
-- authorities alone left them open to every other mistake in a `where`. Who acts is set by each transaction, as the authority is.
-- A person's id, a program's, 'system' for the house itself, or nothing.
create function platform.current_subject() returns text
  language sql stable parallel safe
  return coalesce(pg_catalog.current_setting('grein.user', true), '');

drop policy idempotency_key_own on platform.idempotency_key;
create policy idempotency_key_own on platform.idempotency_key to grein_app
  using (authority_id = platform.current_authority() and platform.current_subject() in (subject, 'system'))
  with check (authority_id = platform.current_authority() and platform.current_subject() in (subject, 'system'));

drop policy saved_view_authority on platform.saved_view;
create policy saved_view_own on platform.saved_view to grein_app
  using (authority_id = platform.current_authority() and user_id::text = platform.current_subject())
  with check (authority_id = platform.current_authority() and user_id::text = platform.current_subject());
