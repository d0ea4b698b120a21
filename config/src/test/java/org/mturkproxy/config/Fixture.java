package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A directory with a configuration file and what it points to, and an environment. */
final class Fixture {

  /** A secret that no message may show. */
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();

  Fixture(Path directory) throws IOException {
    this.directory = directory;
    secretFile("secrets/one", SECRET + "\n", "rw-------");
    environment.put("ONE", SECRET);
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  Fixture secretFile(String name, String text, String permissions) throws IOException {
    Path file = path(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return this;
  }

  Fixture environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  LoadedConfig load(String yaml) throws IOException, ConfigException {
    return load(yaml, Clients.LEGACY);
  }

  LoadedConfig load(String yaml, Clients clients) throws IOException, ConfigException {
    Path file = path("turk.yaml");
    Files.writeString(file, yaml);
    return loader(clients).load(file);
  }

  /** What is wrong with a configuration, without the name of the file. */
  List<String> problems(String yaml) {
    ConfigException e = assertThrows(ConfigException.class, () -> load(yaml));
    String file = path("turk.yaml").toString();
    return e.problems().stream().map(p -> p.toString().substring(file.length() + 1)).toList();
  }

  ConfigLoader loader() {
    return loader(Clients.LEGACY);
  }

  ConfigLoader loader(Clients clients) {
    return new ConfigLoader(name -> Optional.ofNullable(environment.get(name)), clients);
  }
}
