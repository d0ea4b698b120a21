-- What is to be delivered, by where it goes, in the order in which it is due there.
CREATE INDEX delivery_by_destination ON delivery (transport, destination, due_at, seq)
  WHERE due_at IS NOT NULL;
DROP INDEX delivery_due;
