package org.mturkproxy.marketplace.control;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.call.ModernApi;
import org.mturkproxy.marketplace.http.Dispatch;
import org.mturkproxy.marketplace.http.HttpAnswer;
import org.mturkproxy.marketplace.http.HttpAnswer.Delivery;
import org.mturkproxy.marketplace.http.HttpCall;
import org.mturkproxy.marketplace.http.HttpService;
import org.mturkproxy.marketplace.http.Turn;
import org.mturkproxy.marketplace.sigv4.Header;

/** A service whose calls go wrong by script. */
public final class FaultyService implements Dispatch {

  private final HttpService service;
  private final Faults faults;

  /** The service as long as the script is empty. */
  public FaultyService(HttpService service, Faults faults) {
    this.service = service;
    this.faults = faults;
  }

  @Override
  public Turn turn(HttpCall call) {
    Optional<Fault> fault = faults.next(operation(call));
    return fault
        .map(each -> new Turn(Turn.Lane.WORKERS, each.delay(), late -> answer(late, each)))
        .orElseGet(() -> Turn.soon(service));
  }

  private HttpAnswer answer(HttpCall call, Fault fault) {
    return switch (fault.kind()) {
      case THROTTLE -> ModernApi.throttled();
      case DELAY -> service.answer(call);
      case CUT -> service.answer(call).delivered(Delivery.CUT);
      case ERROR -> {
        carryOut(call, fault);
        yield error(fault);
      }
      case CLOSE -> {
        carryOut(call, fault);
        yield error(fault).delivered(Delivery.CLOSED);
      }
    };
  }

  private void carryOut(HttpCall call, Fault fault) {
    if (fault.afterCommit()) {
      service.answer(call);
    }
  }

  private static HttpAnswer error(Fault fault) {
    if (!fault.withBody()) {
      return new HttpAnswer(fault.status(), List.of(), new byte[0]);
    }
    String body =
        fault.status() == 503
            ? "{\"__type\":\"ServiceUnavailableException\",\"message\":null}"
            : "{\"__type\":\"InternalFailure\"}";
    return new HttpAnswer(
        fault.status(),
        List.of(new Header("Content-Type", "application/x-amz-json-1.1")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String operation(HttpCall call) {
    return call.head().values("x-amz-target").stream()
        .findFirst()
        .map(target -> target.substring(target.indexOf('.') + 1))
        .orElse("");
  }
}
