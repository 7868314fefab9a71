-- why: the map of a trace asks for the shipments of a family of batches; without this index that is a scan of every shipment there ever was.
create index shipment_line_of_batch on chain.shipment_line (authority_id, batch_id);
