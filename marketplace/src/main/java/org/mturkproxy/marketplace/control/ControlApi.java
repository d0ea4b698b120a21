package org.mturkproxy.marketplace.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.CrossSite;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Json;
import org.mturkproxy.marketplace.call.JsonAnswers;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Transactions;
import org.mturkproxy.marketplace.http.HttpAnswer;
import org.mturkproxy.marketplace.http.HttpCall;
import org.mturkproxy.marketplace.http.HttpService;
import org.mturkproxy.marketplace.model.WorkerInterface;
import org.mturkproxy.marketplace.workers.Workers;

/**
 * Everything under {@code /control/}, for tests:
 *
 * <ul>
 *   <li>{@code clock} with {@code {"advanceSeconds":n}} moves the time on;
 *   <li>{@code reset} empties the marketplace, takes the time back and the faults away;
 *   <li>{@code faults} with {@code {"faults":[…]}} replaces the script of faults. A fault has
 *       {@code kind} ({@code throttle}, {@code delay}, {@code error}, {@code close}, {@code cut})
 *       and optionally {@code operation}, {@code afterCommit} (default false), {@code status}
 *       (default 500), {@code withBody} (default true), {@code delayMillis} (0, at most 60000),
 *       {@code percent} (100), {@code count} (without end);
 *   <li>{@code workers} with {@code {"WorkerId","Country","Subdivision","Adult","Masters"}} tells
 *       what the service's own Qualifications say about a Worker;
 *   <li>{@code events} and {@code deliveries} answer the newest thousand of them, oldest first.
 * </ul>
 */
public final class ControlApi implements HttpService {

  private final Transactions transactions;
  private final Consumer<Duration> advance;
  private final Runnable reset;
  private final Faults faults;
  private final Clock clock;

  /**
   * The interface.
   *
   * @param advance moves the clock on
   * @param reset empties the marketplace
   */
  public ControlApi(
      Transactions transactions,
      Consumer<Duration> advance,
      Runnable reset,
      Faults faults,
      Clock clock) {
    this.transactions = transactions;
    this.advance = advance;
    this.reset = reset;
    this.faults = faults;
    this.clock = clock;
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    return JsonAnswers.of(() -> run(call), clock);
  }

  private ObjectNode run(HttpCall call) {
    if (!call.head().method().equals("POST")) {
      throw ApiException.nothingHere();
    }
    CrossSite.refusePages(call);
    CrossSite.requireJson(call);
    ObjectNode given = Json.readBody(call.body());
    return switch (call.head().path()) {
      case "/control/clock" -> clock(given);
      case "/control/reset" -> reset();
      case "/control/faults" -> faults(given);
      case "/control/workers" -> worker(Input.of(given, WorkerInterface.DESCRIBE));
      case "/control/events" -> Journal.events(transactions).node();
      case "/control/deliveries" -> Journal.deliveries(transactions).node();
      default -> throw ApiException.nothingHere();
    };
  }

  private ObjectNode clock(ObjectNode given) {
    JsonNode seconds = given.path("advanceSeconds");
    if (!seconds.isIntegralNumber() || !seconds.canConvertToInt() || seconds.intValue() < 0) {
      throw FaultReader.bad("advanceSeconds must be a number of seconds.");
    }
    advance.accept(Duration.ofSeconds(seconds.intValue()));
    return new Output().time("Now", clock.instant()).node();
  }

  private ObjectNode reset() {
    faults.set(List.of());
    reset.run();
    return Output.nothing().node();
  }

  private ObjectNode faults(ObjectNode given) {
    faults.set(FaultReader.read(given));
    return Output.nothing().node();
  }

  private ObjectNode worker(Input input) {
    return transactions.write(
        (transaction, now) -> {
          Workers.describe(
              transaction,
              input.text("WorkerId"),
              input.optionalText("Country"),
              input.optionalText("Subdivision"),
              input.flag("Adult", false),
              input.flag("Masters", false));
          return Output.nothing().node();
        });
  }
}
