package org.mturkproxy.proxy.traffic;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Understood;

/** A row of the store: the whole record, and beside it what is searched and counted. */
record StoredCall(LoggedCall call) {

  void bind(PreparedStatement insert) throws SQLException {
    Exchange exchange = call.entry().exchange();
    Understood understood = exchange.understood();
    insert.setLong(1, exchange.received().receivedAt().toEpochMilli());
    insert.setString(2, exchange.received().requestId());
    text(insert, 3, call.caller());
    insert.setString(4, call.entry().transport().name());
    text(insert, 5, understood.operation().map(ExchangeLine::cut));
    insert.setString(6, modern(exchange));
    insert.setString(7, CallSummary.outcome(exchange));
    text(insert, 8, exchange.answer().errorCode());
    insert.setLong(9, CallSummary.calls(exchange));
    insert.setLong(10, CallSummary.micros(exchange));
    insert.setBytes(11, call.line());
  }

  /** Its modern operations, each once, with a space between them. */
  private static String modern(Exchange exchange) {
    return String.join(" ", CallSummary.modern(exchange));
  }

  private static void text(PreparedStatement insert, int place, Optional<String> text)
      throws SQLException {
    if (text.isPresent()) {
      insert.setString(place, text.get());
    } else {
      insert.setNull(place, Types.VARCHAR);
    }
  }
}
