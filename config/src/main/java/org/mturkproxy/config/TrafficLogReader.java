package org.mturkproxy.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.mturkproxy.config.TrafficLogConfig.Lines;
import org.mturkproxy.config.TrafficLogConfig.Personal;
import org.mturkproxy.config.TrafficLogConfig.Retention;
import org.mturkproxy.config.TrafficLogConfig.Rotation;
import org.mturkproxy.config.TrafficLogConfig.Sinks;
import org.mturkproxy.config.TrafficLogConfig.Store;
import org.mturkproxy.config.TrafficLogConfig.WhenSlow;

/** Reads {@code trafficLog}. */
final class TrafficLogReader {

  private static final String EXPECTED =
      "{file: PATH}, {store: PATH} and more (see docs/traffic-log.md), stdout or off";
  private static final int KIB = 1024;
  private static final int MOST_BYTES = Integer.MAX_VALUE;
  private static final int MOST_HOURS = 24 * 366;

  private final Path base;

  TrafficLogReader(Path base) {
    this.base = base;
  }

  TrafficLogConfig read(Optional<Field> field) {
    return field.flatMap(this::trafficLog).orElseGet(this::otherwise);
  }

  private Optional<TrafficLogConfig> trafficLog(Field field) {
    if (field.node() instanceof YamlNode.Scalar) {
      return field.word().flatMap(word -> named(word, field));
    }
    Optional<Section> section = field.section(EXPECTED);
    Optional<TrafficLogConfig> read = section.flatMap(one -> sinks(one, field));
    section.ifPresent(Section::refuseOthers);
    return read;
  }

  private static Optional<TrafficLogConfig> named(String word, Field field) {
    return switch (word) {
      case "stdout" -> Optional.of(new TrafficLogConfig.StandardOutput());
      case "off" -> Optional.of(new TrafficLogConfig.Off());
      default -> {
        field.problem("expected " + EXPECTED);
        yield Optional.empty();
      }
    };
  }

  private Optional<TrafficLogConfig> sinks(Section section, Field field) {
    Optional<Path> path = section.field("file").flatMap(Field::path).map(this::resolved);
    Rotation rotation = rotation(section.section("rotate"));
    Optional<Path> database = section.field("store").flatMap(Field::path).map(this::resolved);
    Retention retention = retention(section.section("retain"));
    Sinks sinks =
        new Sinks(
            path.map(one -> new Lines(one, rotation)),
            database.map(one -> new Store(one, retention)),
            section.field("stdout").flatMap(Field::flag).orElse(false),
            word(section, "whenSlow", WhenSlow.values(), WhenSlow::word).orElse(WhenSlow.DROP),
            section.field("strict").flatMap(Field::flag).orElse(false),
            word(section, "personal", Personal.values(), Personal::word).orElse(Personal.HASH));
    if (!sinks.any()) {
      boolean asked = section.field("file").isPresent() || section.field("store").isPresent();
      if (!asked) {
        field.problem("nothing is written anywhere; expected " + EXPECTED);
      }
      return Optional.empty();
    }
    // One way to say it, so that a reload sees no difference where there is none.
    Optional<TrafficLogConfig> plain = path.map(TrafficLogConfig.File::new);
    return plain.filter(file -> file.sinks().equals(sinks)).or(() -> Optional.of(sinks));
  }

  private static Rotation rotation(Section section) {
    Rotation otherwise = Rotation.DEFAULT;
    Rotation rotation =
        new Rotation(
            bytes(section, 64 * KIB).orElse(otherwise.bytes()),
            number(section, "hours", 1, MOST_HOURS).map(Duration::ofHours).orElse(otherwise.age()),
            number(section, "keep", 0, 10_000).map(Math::toIntExact).orElse(otherwise.keep()));
    section.refuseOthers();
    return rotation;
  }

  private static Retention retention(Section section) {
    Retention otherwise = Retention.DEFAULT;
    Retention retention =
        new Retention(
            number(section, "days", 1, 36_500).map(Duration::ofDays).orElse(otherwise.age()),
            bytes(section, 1024 * KIB).orElse(otherwise.bytes()));
    section.refuseOthers();
    return retention;
  }

  private static Optional<Long> bytes(Section section, int least) {
    return number(section, "bytes", least, MOST_BYTES);
  }

  private static Optional<Long> number(Section section, String name, int least, int most) {
    return section.field(name).flatMap(f -> f.whole(least, most)).map(Integer::longValue);
  }

  private static <T> Optional<T> word(
      Section section, String name, T[] choices, Function<T, String> spelt) {
    Optional<Field> field = section.field(name);
    Optional<String> word = field.flatMap(Field::text);
    Optional<T> found =
        Arrays.stream(choices)
            .filter(choice -> word.equals(Optional.of(spelt.apply(choice))))
            .findFirst();
    if (word.isPresent() && found.isEmpty()) {
      String expected = String.join(", ", Arrays.stream(choices).map(spelt).toList());
      field.orElseThrow().problem("expected one of " + expected);
    }
    return found;
  }

  private TrafficLogConfig otherwise() {
    Sinks given = Defaults.TRAFFIC_LOG;
    return new Sinks(
        given.file(),
        given.store().map(store -> new Store(resolved(store.path()), store.retention())),
        given.standardOutput(),
        given.whenSlow(),
        given.strict(),
        given.personal());
  }

  private Path resolved(Path path) {
    return base.resolve(path).normalize();
  }
}
