package org.mturkproxy.proxy.explain.snippet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.marketplace.model.Type;
import org.mturkproxy.proxy.explain.ModernModel;
import org.mturkproxy.translator.value.Text;

/**
 * Code for DisableHIT ({@code mapping.md} 3.7). How often it calls what depends on what Workers do,
 * so it is written by hand, one file for each language; the HIT and the endpoint are put in.
 *
 * <p>Unlike the proxy, a script ends while somebody works on the HIT, and remembers nothing: its
 * user tells it to go on, for by then the HIT may be in a state in which none may begin.
 */
final class DisableHitCode {

  private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");

  private DisableHitCode() {}

  static String cli(String hitId, Optional<String> endpoint) {
    Type.Structure input = ModernModel.operation("GetHIT").orElseThrow().input();
    Type type = ModernModel.member(input, "HITId").orElseThrow();
    return filled(
        "disable-hit.sh",
        Map.of(
            "HIT",
            AwsCliSnippet.option("HITId", new Text(hitId), type),
            "ENDPOINT",
            endpoint.map(url -> " --endpoint-url " + AwsCliSnippet.quoted(url)).orElse("")));
  }

  static String boto3(String hitId, Optional<String> endpoint) {
    return filled(
        "disable-hit.py",
        Map.of(
            "HIT",
            Literals.text(hitId),
            "ENDPOINT",
            endpoint.map(url -> ", endpoint_url=" + Literals.text(url)).orElse("")));
  }

  static String java(String hitId, Optional<String> endpoint) {
    return filled(
        "disable-hit.java.txt",
        Map.of(
            "HIT",
            Literals.text(hitId),
            "IMPORT",
            endpoint.map(url -> "import java.net.URI;\n").orElse(""),
            "ENDPOINT",
            endpoint
                .map(url -> ".endpointOverride(URI.create(" + Literals.text(url) + "))\n")
                .map(line -> " ".repeat(12) + line)
                .orElse("")));
  }

  static String javaScript(String hitId, Optional<String> endpoint) {
    return filled(
        "disable-hit.mjs",
        Map.of(
            "HIT",
            Literals.text(hitId),
            "ENDPOINT",
            endpoint.map(url -> ", endpoint: " + Literals.text(url)).orElse("")));
  }

  /** In one pass: what is put in is not looked through again. */
  private static String filled(String file, Map<String, String> values) {
    return PLACE
        .matcher(text(file))
        .replaceAll(place -> Matcher.quoteReplacement(requireNonNull(values.get(place.group(1)))));
  }

  private static String text(String file) {
    try (InputStream stream = DisableHitCode.class.getResourceAsStream(file)) {
      return new String(requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the installation is not whole: " + file, e);
    }
  }
}
