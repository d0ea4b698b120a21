package org.mturkproxy.marketplace.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.mturkproxy.marketplace.call.Json;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Transactions;
import org.mturkproxy.marketplace.store.Row;

/** Shows what happened, and what became of the messages about it. */
final class Journal {

  private static final String NEWEST = " ORDER BY seq DESC LIMIT 1000";

  private Journal() {}

  static Output events(Transactions transactions) {
    return newest(
        transactions,
        "Events",
        "SELECT * FROM event" + NEWEST,
        row ->
            new Output()
                .text("EventType", row.text("event_type"))
                .time("EventTime", row.time("at"))
                .text("HITTypeId", row.text("hit_type_id"))
                .text("HITId", row.text("hit_id"))
                .text("AssignmentId", row.optionalText("assignment_id")));
  }

  static Output deliveries(Transactions transactions) {
    return newest(
        transactions,
        "Deliveries",
        "SELECT * FROM delivery" + NEWEST,
        row ->
            new Output()
                .text("Transport", row.text("transport"))
                .text("Destination", row.text("destination"))
                .json("Body", Json.read(row.text("body")))
                .whole("Attempts", row.whole("attempts"))
                .time("DeliveryTime", row.optionalTime("delivered_at"))
                .text("Failure", row.optionalText("failure")));
  }

  private static Output newest(
      Transactions transactions, String name, String sql, Function<Row, Output> view) {
    List<Output> found =
        new ArrayList<>(transactions.read((transaction, now) -> transaction.list(sql, view)));
    Collections.reverse(found);
    return new Output().structures(name, found);
  }
}
