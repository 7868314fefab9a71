-- why: whose an event is was kept in two indexes with the same three columns in another order. What is asked all the time is both: is this
-- event this holder's (the wall), and which events are (the lists); one index answers the two. Who an event was between is asked of one event
-- at a time, to take it back, and the same index is skipped through holder by holder for that.
alter table chain.event_party drop constraint event_party_key;
drop index chain.event_party_of_holder;
alter table chain.event_party add constraint event_party_key primary key (authority_id, holder_id, event_id);
