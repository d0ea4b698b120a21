package org.mturkproxy.config;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code upstream}. */
final class UpstreamReader {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final String TARGETS =
      "marketplace, sandbox, production, or a URL such as https://turk.example.org";

  private UpstreamReader() {}

  static UpstreamConfig read(Section section) {
    UpstreamConfig otherwise = Defaults.UPSTREAM;
    UpstreamConfig upstream =
        new UpstreamConfig(
            section.field("target").flatMap(UpstreamReader::target).orElse(otherwise.target()),
            section.field("region").flatMap(Field::scope).orElse(otherwise.region()),
            section.field("service").flatMap(Field::scope).orElse(otherwise.service()),
            duration(section, "connectTimeout", otherwise.connectTimeout()),
            duration(section, "readTimeout", otherwise.readTimeout()),
            duration(section, "budget", otherwise.budget()),
            section
                .field("maxConnections")
                .flatMap(field -> field.whole(1, 256))
                .orElse(otherwise.maxConnections()));
    section.refuseOthers();
    return upstream;
  }

  private static Duration duration(Section section, String name, Duration otherwise) {
    return section
        .field(name)
        .flatMap(field -> field.duration(SHORTEST, LONGEST))
        .orElse(otherwise);
  }

  private static Optional<UpstreamTarget> target(Field field) {
    return field
        .text()
        .flatMap(
            text ->
                switch (text) {
                  case "marketplace" -> Optional.of(new UpstreamTarget.Embedded());
                  case "sandbox" -> Optional.of(new UpstreamTarget.Sandbox());
                  case "production" -> Optional.of(new UpstreamTarget.Production());
                  default -> address(field);
                });
  }

  private static Optional<UpstreamTarget> address(Field field) {
    // The modern API lives at the root of a host.
    Optional<URI> uri = field.address();
    if (uri.isEmpty()) {
      field.problem("expected " + TARGETS + " (scheme, host and port alone)");
      return Optional.empty();
    }
    String host = uri.get().getHost().toLowerCase(Locale.ROOT);
    if (host.matches("mturk-requester(-sandbox)?\\..*\\.amazonaws\\.com\\.?")) {
      // Real money only by name: nobody should reach it by copying an address.
      field.problem(
          "this is Amazon's own service; ask for it by name: "
              + (host.contains("-sandbox") ? "sandbox" : "production"));
      return Optional.empty();
    }
    return Optional.of(new UpstreamTarget.Address(uri.get()));
  }
}
