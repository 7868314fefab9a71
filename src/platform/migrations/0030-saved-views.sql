-- why: a table as its user left it (filter, sort, columns) must be there on the next machine too; it is theirs and nobody else's.
create table platform.saved_view (
  authority_id uuid        not null,
  user_id      uuid        not null,
  screen       text        not null constraint saved_view_screen check (screen ~ '^[a-z][a-z-]{1,30}$'),
  name         text        not null constraint saved_view_name check (length(name) between 1 and 60),
  search       text        not null constraint saved_view_search check (length(search) <= 1000),
  saved_at     timestamptz not null default clock_timestamp(),
  constraint saved_view_key primary key (authority_id, user_id, screen, name)
);

alter table platform.saved_view enable row level security, force row level security;
create policy saved_view_authority on platform.saved_view to grein_app
  using (authority_id = platform.current_authority())
  with check (authority_id = platform.current_authority());
grant select, insert, delete on platform.saved_view to grein_app;
grant update (search, saved_at) on platform.saved_view to grein_app;
