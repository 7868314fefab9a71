-- why: the newest harvests were looked for among all batches, of which they are one in six hundred.
create index batch_of_harvest on chain.batch (authority_id, opened_at desc, batch_id) where kind = 'harvest';
