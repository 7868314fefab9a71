-- why: whoever may hand in documents, or stole a token that may, could fill the disk with them, and a full disk stops the database too. What
-- each sender stored on one legal day is counted here in the transaction that stores it: two at once wait for each other, and neither passes
-- the most there is. One row for each sender and day, so never more rows than documents.
create table platform.document_day (
  authority_id uuid   not null,
  sender       text   not null,   -- the party of a holder; of staff the person, the program, or 'system' for the house itself
  stored_on    date   not null,   -- the legal day
  size         bigint not null constraint document_day_size check (size > 0),
  constraint document_day_key primary key (authority_id, sender, stored_on)
);
alter table platform.document_day enable row level security, force row level security;
create policy document_day_own on platform.document_day to grein_app
  using (
    authority_id = platform.current_authority()
    and sender = case platform.current_wall()
      when 'staff' then platform.current_subject()
      when 'holder' then platform.current_party()::text
    end
  );
grant select, insert, update (size) on platform.document_day to grein_app;
