package org.mturkproxy.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mturkproxy.config.UpstreamCredentials.Given;
import org.mturkproxy.config.UpstreamCredentials.SameKey;

/**
 * Which legacy keys there are: the configured ones, else the pair of the environment, else one of
 * our own making.
 */
record KeyChoice(List<KeyConfig> keys, KeySource source) {

  static KeyChoice of(
      List<KeyConfig> configured,
      Function<String, Optional<String>> environment,
      UpstreamTarget target,
      MarketplaceConfig marketplace,
      Problems problems) {
    if (!configured.isEmpty()) {
      return new KeyChoice(configured, new KeySource.Configured());
    }
    Optional<KeyConfig> fromEnvironment = fromEnvironment(environment);
    if (fromEnvironment.isPresent()) {
      return new KeyChoice(List.of(fromEnvironment.get()), new KeySource.Environment());
    }
    if (!(target instanceof UpstreamTarget.Embedded)) {
      return none("a key of our own making means nothing to this upstream.target", problems);
    }
    if (marketplace.data().isEmpty()) {
      return none("one of our own making cannot be kept with marketplace.data: memory", problems);
    }
    Path file = AccessKeyFile.in(marketplace.data().get());
    List<KeyConfig> kept =
        Files.exists(file)
            ? AccessKeyFile.read(file, text -> problems.add(Position.FILE, "keys", text)).stream()
                .toList()
            : List.of();
    return new KeyChoice(kept, new KeySource.Kept(file));
  }

  /**
   * The marketplace alone: whatever the upstream of a proxy is, and accounts are callers enough.
   */
  static KeyChoice forModernClients(
      List<KeyConfig> configured,
      Function<String, Optional<String>> environment,
      MarketplaceConfig marketplace,
      Problems problems) {
    return configured.isEmpty() && !marketplace.accounts().isEmpty()
        ? new KeyChoice(List.of(), new KeySource.Configured())
        : of(configured, environment, new UpstreamTarget.Embedded(), marketplace, problems);
  }

  private static KeyChoice none(String why, Problems problems) {
    problems.add(
        Position.FILE,
        "keys",
        "missing; expected at least one, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the"
            + " environment ("
            + why
            + ")");
    return new KeyChoice(List.of(), new KeySource.Configured());
  }

  /** Temporary credentials are an AWS matter: legacy clients sign with the pair alone. */
  private static Optional<KeyConfig> fromEnvironment(
      Function<String, Optional<String>> environment) {
    Optional<String> id = value(environment, "AWS_ACCESS_KEY_ID");
    Optional<Secret> secret = value(environment, "AWS_SECRET_ACCESS_KEY").map(Secret::new);
    if (id.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    Optional<Secret> token = value(environment, "AWS_SESSION_TOKEN").map(Secret::new);
    return Optional.of(
        new KeyConfig(
            id.get(),
            secret.get(),
            token.isPresent() ? new Given(id.get(), secret.get(), token) : new SameKey()));
  }

  private static Optional<String> value(
      Function<String, Optional<String>> environment, String name) {
    return environment.apply(name).map(String::strip).filter(text -> !text.isEmpty());
  }
}
