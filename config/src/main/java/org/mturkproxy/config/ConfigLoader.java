package org.mturkproxy.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mturkproxy.config.YamlNode.Mapping;

/**
 * Reads the configuration file strictly: what it does not know, it refuses. It reads the secrets
 * that the file points to, writes nothing, and calls nothing.
 */
public final class ConfigLoader {

  private final Function<String, Optional<String>> environment;
  private final Clients clients;

  /**
   * Loads with this environment, for clients of the legacy API.
   *
   * @param environment the value of an environment variable
   */
  public ConfigLoader(Function<String, Optional<String>> environment) {
    this(environment, Clients.LEGACY);
  }

  /**
   * Loads with this environment.
   *
   * @param environment the value of an environment variable
   * @param clients whose calls are to be served
   */
  public ConfigLoader(Function<String, Optional<String>> environment, Clients clients) {
    this.environment = requireNonNull(environment, "environment");
    this.clients = requireNonNull(clients, "clients");
  }

  /**
   * Reads a file. Relative paths in it are relative to its directory.
   *
   * @throws ConfigException naming everything that is wrong, with line and column
   */
  public LoadedConfig load(Path file) throws ConfigException {
    Problems problems = new Problems(file.toString());
    problems.reads(file.toAbsolutePath().normalize());
    Optional<YamlNode> root = text(file, problems).flatMap(yaml -> YamlTree.read(yaml, problems));
    problems.refuse();
    Path base = file.toAbsolutePath().normalize().getParent();
    return read(Optional.of(file), root, base, problems);
  }

  /**
   * Reads a configuration that is not in a file.
   *
   * @param yaml the whole text
   * @param name what messages call it
   * @param base what relative paths are relative to
   * @throws ConfigException naming everything that is wrong, with line and column
   */
  public LoadedConfig parse(String yaml, String name, Path base) throws ConfigException {
    Problems problems = new Problems(name);
    Optional<YamlNode> root = YamlTree.read(yaml, problems);
    problems.refuse();
    return read(Optional.empty(), root, base.toAbsolutePath().normalize(), problems);
  }

  /**
   * The defaults.
   *
   * @param base what relative paths are relative to
   * @throws ConfigException if the access key kept below it cannot be used
   */
  public LoadedConfig withoutFile(Path base) throws ConfigException {
    Path directory = base.toAbsolutePath().normalize();
    return read(
        Optional.empty(), Optional.empty(), directory, new Problems("without configuration file"));
  }

  private LoadedConfig read(
      Optional<Path> file, Optional<YamlNode> root, Path base, Problems problems)
      throws ConfigException {
    Section section =
        root.map(node -> new Field("", node, problems))
            .flatMap(field -> field.section("a mapping (keys with values)"))
            .orElseGet(() -> new Section("", new Mapping(Position.FILE, Map.of()), problems));
    SectionsReader sections = new SectionsReader(section, base);
    ListenConfig listen = sections.listen();
    UpstreamConfig upstream = UpstreamReader.read(section.section("upstream"));
    Optional<Field> keysField = section.field("keys");
    SecretReader secrets = new SecretReader(base, environment);
    List<KeyConfig> configured =
        new KeysReader(secrets, upstream.target())
            .read(keysField.map(f -> f.items("a list of keys")).orElse(List.of()));
    TrafficLogConfig trafficLog = sections.trafficLog();
    OperationReader operation = new OperationReader(section);
    Optional<AdminConfig> admin = operation.admin();
    ShutdownConfig shutdown = operation.shutdown();
    MarketplaceConfig marketplace =
        new MarketplaceReader(secrets, base, configured).read(section.section("marketplace"));
    ListsConfig lists = sections.lists();
    StatisticsChoice statistics = sections.statistics();
    SignaturesConfig signatures = SignaturesReader.read(section.section("signatures"), listen);
    List<PolicyRule> policy =
        PolicyReader.read(
            section.field("policy").map(f -> f.items("a list of rules")).orElse(List.of()));
    section.refuseOthers();
    problems.refuse();

    KeyChoice keys =
        clients == Clients.MODERN
            ? KeyChoice.forModernClients(configured, environment, marketplace, problems)
            : KeyChoice.of(configured, environment, upstream.target(), marketplace, problems);
    problems.refuse();
    return new LoadedConfig(
        file,
        new ProxyConfig(
            listen,
            upstream,
            keys.keys(),
            trafficLog,
            marketplace,
            admin,
            shutdown,
            lists,
            statistics,
            signatures,
            policy),
        keys.source(),
        problems.files());
  }

  private static Optional<String> text(Path file, Problems problems) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      problems.add(Position.FILE, "", "does not exist");
    } catch (CharacterCodingException e) {
      problems.add(Position.FILE, "", "is not UTF-8 text");
    } catch (IOException e) {
      problems.add(
          Position.FILE,
          "",
          Files.isDirectory(file)
              ? "is a directory"
              : "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return Optional.empty();
  }
}
