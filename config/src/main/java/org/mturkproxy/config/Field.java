package org.mturkproxy.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mturkproxy.config.YamlNode.Kind;
import org.mturkproxy.config.YamlNode.Mapping;
import org.mturkproxy.config.YamlNode.Scalar;
import org.mturkproxy.config.YamlNode.Sequence;

/**
 * A value of the file. Each reading method gives the value, or notes the problem and gives nothing.
 *
 * @param key what it is called, from the root: {@code keys[0].secret}
 * @param node the value with its place
 * @param problems where problems go
 */
record Field(String key, YamlNode node, Problems problems) {

  void problem(String text) {
    problems.add(node.position(), key, text);
  }

  /** A text that is not empty. What YAML takes for a number or a boolean needs quotation marks. */
  Optional<String> text() {
    return scalar(Kind.TEXT, "a text").filter(text -> !text.isBlank() || refused("a text"));
  }

  /** A text, or one of the words that YAML takes for a boolean, such as {@code off}. */
  Optional<String> word() {
    return node instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN
        ? Optional.of(scalar.text())
        : text();
  }

  /** A whole number, both ends of the range included. */
  Optional<Integer> whole(int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return scalar(Kind.NUMBER, expected)
        .filter(text -> text.matches("-?(0|[1-9][0-9]{0,9})") || refused(expected))
        .map(Long::parseLong)
        .filter(number -> (number >= least && number <= most) || refused(expected))
        .map(Long::intValue);
  }

  /** An address to bind. */
  Optional<String> host() {
    return text()
        .filter(
            host ->
                host.matches("[A-Za-z0-9_.:%-]+")
                    || refused("an address to bind, such as 127.0.0.1, ::1 or 0.0.0.0"));
  }

  /** A part of a SigV4 scope: a region or a service. */
  Optional<String> scope() {
    return text()
        .filter(
            name ->
                name.matches("[A-Za-z0-9-]+")
                    || refused("a name of letters, digits and hyphens, such as us-east-1"));
  }

  /** A port to bind; 0 takes a free one. */
  Optional<Integer> port() {
    return whole(0, 65_535);
  }

  /** An access key id; SigV4 puts it between slashes, and a comma behind it. */
  Optional<String> accessKeyId() {
    return text()
        .filter(
            id ->
                id.matches("[\\x21-\\x7e&&[^/,]]{1,128}")
                    || refused("an access key id: 1 to 128 letters and digits"));
  }

  /** An amount of US dollars, zero or more, in whole cents. */
  Optional<BigDecimal> dollars() {
    String expected = "US dollars from 0.00 to 999999999.99, with at most two decimals";
    return scalar(Kind.NUMBER, expected)
        .filter(text -> text.matches("[0-9]{1,9}(\\.[0-9]{1,2})?") || refused(expected))
        .map(BigDecimal::new);
  }

  /** A length of time: {@code 500ms}, {@code 3s} or {@code 2m}. */
  Optional<Duration> duration(Duration least, Duration most) {
    String expected =
        "a length of time from %s to %s, such as 500ms, 3s or 2m"
            .formatted(DurationText.of(least), DurationText.of(most));
    return scalar(Kind.TEXT, expected)
        .flatMap(
            text -> {
              Optional<Duration> duration = DurationText.parse(text);
              if (duration.isEmpty()) {
                refused(expected);
              }
              return duration;
            })
        .filter(d -> (d.compareTo(least) >= 0 && d.compareTo(most) <= 0) || refused(expected));
  }

  /** The root of a host: a URL of scheme, host and port. Nothing, but no problem, if it is none. */
  Optional<URI> address() {
    if (!(node instanceof Scalar scalar && scalar.kind() == Kind.TEXT)) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(scalar.text());
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare =
          uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && ("".equals(uri.getPath()) || "/".equals(uri.getPath()));
      return http && bare && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** A path, as it is written. */
  Optional<Path> path() {
    try {
      return text().map(Path::of);
    } catch (InvalidPathException e) {
      refused("a path");
      return Optional.empty();
    }
  }

  /** A file to be read, relative to this directory unless it is absolute. */
  Optional<Path> file(Path base) {
    Optional<Path> file = path().map(written -> base.resolve(written).normalize());
    file.ifPresent(problems::reads);
    return file;
  }

  Optional<Boolean> flag() {
    String expected = "true or false";
    return scalar(Kind.BOOLEAN, expected)
        .filter(text -> text.matches("true|false") || refused(expected))
        .map(Boolean::parseBoolean);
  }

  /** A mapping. A key without a value is an empty one: all that it could hold was commented out. */
  Optional<Section> section(String expected) {
    if (node instanceof Mapping mapping) {
      return Optional.of(new Section(key, mapping, problems));
    }
    if (node instanceof Scalar scalar && scalar.kind() == Kind.NOTHING) {
      return Optional.of(new Section(key, new Mapping(node.position(), Map.of()), problems));
    }
    refused(expected);
    return Optional.empty();
  }

  /** The items of a list. A key without a value is an empty list. */
  List<Field> items(String expected) {
    if (node instanceof Sequence sequence) {
      List<YamlNode> items = sequence.items();
      return IntStream.range(0, items.size())
          .mapToObj(i -> new Field(key + "[" + i + "]", items.get(i), problems))
          .toList();
    }
    if (!(node instanceof Scalar scalar && scalar.kind() == Kind.NOTHING)) {
      refused(expected);
    }
    return List.of();
  }

  private Optional<String> scalar(Kind kind, String expected) {
    if (node instanceof Scalar scalar && scalar.kind() == kind) {
      return Optional.of(scalar.text());
    }
    refused(expected);
    return Optional.empty();
  }

  /**
   * Notes the problem, in a form that ends a condition. What the file says instead is not repeated:
   * it may be a secret in the wrong place.
   */
  private boolean refused(String expected) {
    boolean quotesHelp =
        expected.equals("a text")
            && node instanceof Scalar scalar
            && (scalar.kind() == Kind.NUMBER || scalar.kind() == Kind.BOOLEAN);
    problem("expected " + expected + (quotesHelp ? "; put it in quotation marks" : ""));
    return false;
  }
}
