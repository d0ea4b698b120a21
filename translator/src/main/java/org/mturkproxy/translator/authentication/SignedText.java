package org.mturkproxy.translator.authentication;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mturkproxy.translator.wire.Pair;
import org.mturkproxy.translator.wire.QueryRequest;
import org.mturkproxy.translator.wire.WireRequest;

/** The text that a legacy client signs ({@code legacy-api.md} 2.3). */
final class SignedText {

  private static final String SERVICE = "AWSMechanicalTurkRequester";

  private static final DateTimeFormatter MILLIS = utc("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final DateTimeFormatter SECONDS = utc("uuuu-MM-dd'T'HH:mm:ss'Z'");

  /** Enough for what honest clients sign classically, and for the names that version 1 signs. */
  private static final int LONGEST_SHOWN = 1_000;

  private SignedText() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /**
   * What a request may have signed: the signature must fit one of them.
   *
   * @return at least one text; the first is the one that clients should sign
   */
  static List<String> of(WireRequest request, String operation, String timestamp) {
    if (request instanceof QueryRequest query) {
      return List.of(isVersionOne(query) ? ofVersionOne(query) : SERVICE + operation + timestamp);
    }
    return reprints(timestamp).map(reprint -> SERVICE + operation + reprint).toList();
  }

  /** Whether the signature covers all parameters, and not only operation and timestamp. */
  static boolean coversParameters(WireRequest request) {
    return request instanceof QueryRequest query && isVersionOne(query);
  }

  /**
   * What should have been signed, for the operator's log: in one line, and without the values of
   * parameters, which are nobody's business there.
   */
  static String forLog(WireRequest request, String signed) {
    String text =
        request instanceof QueryRequest query && isVersionOne(query)
            ? sorted(query)
                .map(pair -> pair.name() + "…")
                .collect(Collectors.joining("", "all parameters: ", ""))
            : '"' + signed + '"';
    String line = text.replaceAll("\\p{C}", "?");
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
  }

  private static Stream<Pair> sorted(QueryRequest request) {
    return request.pairs().stream()
        .filter(pair -> !pair.name().equalsIgnoreCase("Signature"))
        .sorted(Comparator.comparing(Pair::name, String.CASE_INSENSITIVE_ORDER));
  }

  private static boolean isVersionOne(QueryRequest request) {
    return request.common("SignatureVersion").filter(v -> v.strip().equals("1")).isPresent();
  }

  /**
   * The old service read the SOAP timestamp and printed it again before it checked the signature,
   * and some clients came to sign what it would print ({@code legacy-api.md} 2.4).
   */
  private static Stream<String> reprints(String timestamp) {
    Stream<String> printed =
        Timestamps.parse(timestamp).stream()
            .flatMap(moment -> Stream.of(MILLIS.format(moment), SECONDS.format(moment)));
    return Stream.concat(Stream.of(timestamp, timestamp.strip()), printed).distinct();
  }

  /**
   * boto: all parameters but the signature, sorted by name without regard to case, run together.
   */
  private static String ofVersionOne(QueryRequest request) {
    StringBuilder text = new StringBuilder();
    sorted(request).forEach(pair -> text.append(pair.name()).append(pair.value()));
    return text.toString();
  }
}
