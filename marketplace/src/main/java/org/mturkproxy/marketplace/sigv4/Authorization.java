package org.mturkproxy.marketplace.sigv4;

import java.util.List;
import java.util.Locale;

/**
 * The {@code Authorization} header, taken apart.
 *
 * @param scope date, region, service and terminator of the credential
 * @param signedHeaders lower-case names, in the order given
 */
record Authorization(
    String accessKeyId, Scope scope, List<String> signedHeaders, String signature) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  record Scope(String date, String region, String service, String terminator) {
    @Override
    public String toString() {
      return date + "/" + region + "/" + service + "/" + terminator;
    }
  }

  /** Reads the header; blanks around its commas may be missing. */
  static Authorization parse(String header) throws RefusedException {
    String text = header.trim();
    if (!text.startsWith(ALGORITHM + " ")) {
      throw RefusedException.incomplete(
          "Authorization header requires algorithm " + ALGORITHM + ".");
    }
    String[] parts = text.substring(ALGORITHM.length()).split(",", -1);
    String[] credential = parameter(parts, "Credential").split("/", -1);
    if (credential.length < 5) {
      throw RefusedException.incomplete("Credential must have exactly 5 slash-delimited elements.");
    }
    // Key ids of other issuers may hold slashes; the scope is always the last four elements.
    int scope = credential.length - 4;
    String accessKeyId = String.join("/", List.of(credential).subList(0, scope));
    String names = parameter(parts, "SignedHeaders").toLowerCase(Locale.ROOT);
    return new Authorization(
        accessKeyId,
        new Scope(
            credential[scope], credential[scope + 1], credential[scope + 2], credential[scope + 3]),
        List.of(names.split(";", -1)),
        parameter(parts, "Signature"));
  }

  private static String parameter(String[] parts, String name) throws RefusedException {
    for (String part : parts) {
      String trimmed = part.trim();
      if (trimmed.startsWith(name + "=") && trimmed.length() > name.length() + 1) {
        return trimmed.substring(name.length() + 1);
      }
    }
    throw RefusedException.incomplete("Authorization header requires '" + name + "' parameter.");
  }
}
