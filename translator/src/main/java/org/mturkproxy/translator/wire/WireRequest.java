package org.mturkproxy.translator.wire;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/** A legacy request taken apart, whatever format it came in. */
public sealed interface WireRequest permits QueryRequest, SoapRequest {

  /** At least 100 must work; more would not be answered in time. */
  int MOST_REQUESTS = 500;

  /**
   * Takes a request apart.
   *
   * @throws RefusedException when it cannot be read
   */
  static WireRequest read(ReceivedRequest request) {
    return switch (request.transport()) {
      case REST, MODERN -> QueryReader.read(request);
      case SOAP -> SoapReader.read(request);
    };
  }

  /** A common parameter such as {@code Operation}; one that is empty counts as absent. */
  Optional<String> common(String name);

  /**
   * The parameters of each request of the call: one, or those of a batch.
   *
   * @throws RefusedException for a request too large to be one
   */
  List<ParameterNode> requests(String operation);

  /** Refuses a batch that is too large. */
  static void refuseTooMany(String operation, int requests) {
    if (requests > MOST_REQUESTS) {
      throw new RefusedException(LegacyErrors.tooMany(operation, MOST_REQUESTS));
    }
  }
}
