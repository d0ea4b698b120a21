package org.mturkproxy.config;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code admin} and {@code shutdown}. */
final class OperationReader {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Section root;

  OperationReader(Section root) {
    this.root = root;
  }

  /** Absent for {@code off}. */
  Optional<AdminConfig> admin() {
    Optional<Field> field = root.field("admin");
    if (field.isEmpty()) {
      return Optional.of(Defaults.ADMIN);
    }
    String expected = "off, or {host: …, port: …}";
    if (field.get().node() instanceof YamlNode.Scalar scalar && scalar.text().equals("off")) {
      return Optional.empty();
    }
    return field.get().section(expected).map(OperationReader::admin);
  }

  private static AdminConfig admin(Section section) {
    AdminConfig admin =
        new AdminConfig(
            section.field("host").flatMap(Field::host).orElse(Defaults.ADMIN.host()),
            section.field("port").flatMap(Field::port).orElse(Defaults.ADMIN.port()),
            section.field("hosts").map(OperationReader::hosts).orElse(Defaults.ADMIN.hosts()),
            true);
    Optional<Boolean> page = section.field("page").flatMap(Field::flag);
    section.refuseOthers();
    return new AdminConfig(
        admin.host(), admin.port(), admin.hosts(), true, page.orElse(admin.page()));
  }

  private static Set<String> hosts(Field field) {
    Set<String> hosts = new LinkedHashSet<>();
    for (Field item : field.items("a list of host names")) {
      item.text()
          .filter(
              name -> {
                boolean fits = name.matches("[A-Za-z0-9_.-]+");
                if (!fits) {
                  item.problem("expected a host name without port, such as turk.example.org");
                }
                return fits;
              })
          .ifPresent(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
    }
    return hosts;
  }

  ShutdownConfig shutdown() {
    Section section = root.section("shutdown");
    ShutdownConfig shutdown =
        new ShutdownConfig(
            duration(section, "delay", Defaults.SHUTDOWN.delay()),
            duration(section, "grace", Defaults.SHUTDOWN.grace()));
    section.refuseOthers();
    return shutdown;
  }

  private static Duration duration(Section section, String name, Duration otherwise) {
    return section
        .field(name)
        .flatMap(field -> field.duration(Duration.ZERO, LONGEST))
        .orElse(otherwise);
  }
}
