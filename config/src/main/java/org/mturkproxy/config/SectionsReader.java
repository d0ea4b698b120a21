package org.mturkproxy.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Reads {@code listen}, {@code trafficLog}, {@code lists} and {@code statistics}. */
final class SectionsReader {

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  private final Section root;
  private final Path base;

  SectionsReader(Section root, Path base) {
    this.root = root;
    this.base = base;
  }

  ListenConfig listen() {
    ListenConfig otherwise = Defaults.LISTEN;
    Section section = root.section("listen");
    String host = section.field("host").flatMap(Field::host).orElse(otherwise.host());
    ListenConfig listen =
        new ListenConfig(
            host,
            section.field("port").flatMap(Field::port).orElse(otherwise.port()),
            // A Question alone may have 65,535 bytes, three times that when it is percent-encoded.
            size(section, "maxUrlBytes", otherwise.maxUrlBytes()),
            size(section, "maxBodyBytes", otherwise.maxBodyBytes()),
            section.field("publicUrl").flatMap(SectionsReader::root),
            limits(section),
            section
                .field("tls")
                .flatMap(field -> field.section("{port: …, certificates: …}"))
                .flatMap(tls -> new TlsReader(base).read(tls, host)));
    section.refuseOthers();
    return listen;
  }

  private static ConnectionLimits limits(Section section) {
    ConnectionLimits otherwise = Defaults.CONNECTION_LIMITS;
    return new ConnectionLimits(
        count(section, "maxConnections", otherwise.total()),
        count(section, "maxConnectionsPerAddress", otherwise.perAddress()),
        time(section, "headTimeout", otherwise.headTime()),
        time(section, "requestTimeout", otherwise.requestTime()),
        time(section, "idleTimeout", otherwise.idleTime()));
  }

  private static int count(Section section, String name, int otherwise) {
    return section.field(name).flatMap(f -> f.whole(1, 10_000)).orElse(otherwise);
  }

  private static Duration time(Section section, String name, Duration otherwise) {
    return section
        .field(name)
        .flatMap(f -> f.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)))
        .orElse(otherwise);
  }

  TrafficLogConfig trafficLog() {
    return new TrafficLogReader(base).read(root.field("trafficLog"));
  }

  private static Optional<URI> root(Field field) {
    Optional<URI> root = field.address();
    if (root.isEmpty()) {
      field.problem("expected a URL of scheme, host and port, such as https://turk.example.org");
    }
    return root;
  }

  ListsConfig lists() {
    ListsConfig otherwise = Defaults.LISTS;
    Section section = root.section("lists");
    ListsConfig lists =
        new ListsConfig(
            section
                .field("maxAge")
                .flatMap(field -> field.duration(Duration.ZERO, Duration.ofHours(1)))
                .orElse(otherwise.maxAge()),
            section
                .field("maxBytes")
                .flatMap(field -> field.whole(0, 1024 * MIB))
                .orElse(otherwise.maxBytes()));
    section.refuseOthers();
    return lists;
  }

  StatisticsChoice statistics() {
    return root.field("statistics").flatMap(SectionsReader::statistics).orElse(Defaults.STATISTICS);
  }

  private static Optional<StatisticsChoice> statistics(Field field) {
    Optional<String> word = field.text();
    Optional<StatisticsChoice> choice =
        Arrays.stream(StatisticsChoice.values())
            .filter(one -> word.equals(Optional.of(one.word())))
            .findFirst();
    if (word.isPresent() && choice.isEmpty()) {
      field.problem("expected refuse, exact or lowerBounds");
    }
    return choice;
  }

  private static int size(Section section, String name, int otherwise) {
    return section.field(name).flatMap(f -> f.whole(256 * KIB, 4 * MIB)).orElse(otherwise);
  }
}
