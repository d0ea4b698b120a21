package org.mturkproxy.marketplace.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** A call keeps its room among the requests while it waits. */
  private static final int MOST_DELAY_MILLIS = 60_000;

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
      throw unknown();
    }
    CrossSite.refusePages(call);
    CrossSite.requireJson(call);
    ObjectNode given = call.body().length == 0 ? Json.object() : Json.readObject(call.body());
    return switch (call.head().path()) {
      case "/control/clock" -> clock(given);
      case "/control/reset" -> reset();
      case "/control/faults" -> faults(given);
      case "/control/workers" -> worker(Input.of(given, WorkerInterface.DESCRIBE));
      case "/control/events" -> Journal.events(transactions).node();
      case "/control/deliveries" -> Journal.deliveries(transactions).node();
      default -> throw unknown();
    };
  }

  private ObjectNode clock(ObjectNode given) {
    JsonNode seconds = given.path("advanceSeconds");
    if (!seconds.canConvertToInt() || seconds.intValue() < 0) {
      throw bad("advanceSeconds must be a number of seconds.");
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
    List<Fault> script = new ArrayList<>();
    for (JsonNode each : given.path("faults")) {
      script.add(fault(each));
    }
    faults.set(script);
    return Output.nothing().node();
  }

  private static Fault fault(JsonNode given) {
    String kind = given.path("kind").asText();
    int status = given.path("status").asInt(500);
    int percent = given.path("percent").asInt(100);
    if (status < 500 || status > 599 || percent < 1 || percent > 100) {
      throw bad("status must be 500 to 599, percent 1 to 100.");
    }
    JsonNode delay = given.path("delayMillis");
    if (!delay.isMissingNode() && !isDelay(delay)) {
      throw bad("delayMillis must be 0 to " + MOST_DELAY_MILLIS + ".");
    }
    return new Fault(
        Optional.ofNullable(given.get("operation")).map(JsonNode::asText),
        Fault.Kind.of(kind).orElseThrow(() -> bad("The kind \"" + kind + "\" is not known.")),
        given.path("afterCommit").asBoolean(false),
        status,
        given.path("withBody").asBoolean(true),
        Duration.ofMillis(delay.asInt(0)),
        percent,
        given.path("count").asLong(Long.MAX_VALUE));
  }

  private static boolean isDelay(JsonNode given) {
    return given.isIntegralNumber()
        && given.canConvertToInt()
        && given.intValue() >= 0
        && given.intValue() <= MOST_DELAY_MILLIS;
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

  private static ApiException bad(String message) {
    return ApiException.framework(400, "ValidationException", message);
  }

  private static ApiException unknown() {
    return ApiException.framework(404, "UnknownOperationException", "There is nothing here.");
  }
}
