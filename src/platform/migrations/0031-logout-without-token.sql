-- why: the issuer's ID token was kept to hand it back at logout, in an address. It holds who somebody is, and an address ends up
-- in histories and logs; the issuer also takes our own name there. What is not needed is not kept.
alter table platform.session drop column id_token;
