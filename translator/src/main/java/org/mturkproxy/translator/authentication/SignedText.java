package org.mturkproxy.translator.authentication;

import java.util.Comparator;
import org.mturkproxy.translator.wire.Pair;
import org.mturkproxy.translator.wire.WireRequest;

/** The text that a legacy client signs ({@code legacy-api.md} 2.3). */
final class SignedText {

  private static final String SERVICE = "AWSMechanicalTurkRequester";

  private SignedText() {}

  static String of(WireRequest request, String operation, String timestamp) {
    return request.common("SignatureVersion").filter(v -> v.strip().equals("1")).isPresent()
        ? ofVersionOne(request)
        : SERVICE + operation + timestamp;
  }

  /**
   * boto: all parameters but the signature, sorted by name without regard to case, run together.
   */
  private static String ofVersionOne(WireRequest request) {
    StringBuilder text = new StringBuilder();
    request.pairs().stream()
        .filter(pair -> !pair.name().equalsIgnoreCase("Signature"))
        .sorted(Comparator.comparing(Pair::name, String.CASE_INSENSITIVE_ORDER))
        .forEach(pair -> text.append(pair.name()).append(pair.value()));
    return text.toString();
  }
}
