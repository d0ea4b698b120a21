package org.mturkproxy.marketplace.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text whose hash is signed (AWS: "Create a canonical request"). */
final class CanonicalRequest {

  private CanonicalRequest() {}

  static String of(RequestHead head, List<String> signedHeaders, String payloadHash) {
    StringBuilder text = new StringBuilder(256);
    text.append(head.method()).append('\n');
    text.append(path(head.path())).append('\n');
    text.append(query(head.query())).append('\n');
    for (String name : signedHeaders) {
      String values =
          head.values(name).stream()
              .map(CanonicalRequest::collapseBlanks)
              .collect(Collectors.joining(","));
      text.append(name).append(':').append(values).append('\n');
    }
    text.append('\n').append(String.join(";", signedHeaders)).append('\n').append(payloadHash);
    return text.toString();
  }

  private static String collapseBlanks(String value) {
    String trimmed = value.trim();
    return trimmed.contains("  ") ? trimmed.replaceAll(" {2,}", " ") : trimmed;
  }

  /** Every service but S3 signs the normalised path encoded a second time. */
  private static String path(String raw) {
    if (raw.equals("/")) {
      return raw; // that of nearly every call
    }
    String normalised =
        URI.create("http://host" + (raw.isEmpty() ? "/" : raw)).normalize().getRawPath();
    return Arrays.stream(normalised.split("/", -1))
        .map(CanonicalRequest::percentEncode)
        .collect(Collectors.joining("/"));
  }

  private static String query(String raw) {
    if (raw.isEmpty()) {
      return "";
    }
    record Pair(String name, String value) {}
    List<Pair> pairs = new ArrayList<>();
    for (String part : raw.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      pairs.add(new Pair(recode(name), recode(value)));
    }
    pairs.sort(Comparator.comparing(Pair::name).thenComparing(Pair::value));
    return pairs.stream()
        .map(pair -> pair.name() + "=" + pair.value())
        .collect(Collectors.joining("&"));
  }

  private static String recode(String encoded) {
    // URLDecoder reads a plus sign as a blank; in a signed query it is a plus sign.
    return percentEncode(URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8));
  }

  /** RFC 3986, section 2.3: everything but unreserved characters is encoded, in upper case. */
  private static String percentEncode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean unreserved =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      if (unreserved) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
