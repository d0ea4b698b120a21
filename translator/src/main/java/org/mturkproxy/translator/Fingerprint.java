package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mturkproxy.translator.wire.Pair;
import org.mturkproxy.translator.wire.QueryRequest;
import org.mturkproxy.translator.wire.SoapRequest;
import org.mturkproxy.translator.wire.WireRequest;

/**
 * What two requests have in common that are one call, sent twice: everything but the timestamp and
 * the signature ({@code mapping.md} 3.3 rule 8). Parameters of a query may come in another order,
 * for some clients keep them in hash tables.
 */
final class Fingerprint {

  private static final Set<String> OF_ONE_SENDING = Set.of("timestamp", "signature");

  private final MessageDigest digest;

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** 64 hexadecimal digits. */
  static String of(WireRequest request) {
    Fingerprint print = new Fingerprint();
    if (request instanceof QueryRequest query) {
      print.add("REST");
      query.pairs().stream()
          .sorted(Comparator.comparing(pair -> pair.name().toLowerCase(Locale.ROOT)))
          .forEach(print::add);
    } else if (request instanceof SoapRequest soap) {
      print.add("SOAP");
      soap.common().forEach((name, text) -> print.add(new Pair(name, text)));
      for (List<Pair> one : soap.requests()) {
        print.add("Request");
        one.forEach(print::add);
      }
    }
    return HexFormat.of().formatHex(print.digest.digest());
  }

  private void add(Pair pair) {
    String name = pair.name().toLowerCase(Locale.ROOT);
    if (!OF_ONE_SENDING.contains(name)) {
      add(name);
      add(pair.value());
    }
  }

  /** With its length, so that no text runs into the next. */
  private void add(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
  }
}
