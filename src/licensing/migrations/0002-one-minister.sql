-- why: a harvest is delivered to the Minister, and a release is the Minister's: of each authority one party is that, and never two.
create unique index party_one_minister on licensing.party (authority_id) where kind = 'authority';
