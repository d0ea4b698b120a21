package org.mturkproxy.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.config.UpstreamCredentials.DefaultChain;
import org.mturkproxy.config.UpstreamCredentials.Given;
import org.mturkproxy.config.UpstreamCredentials.Profile;
import org.mturkproxy.config.UpstreamCredentials.SameKey;

/** Reads {@code keys}. */
final class KeysReader {

  private static final String UPSTREAMS =
      "same, default, {profile: NAME}, or {accessKeyId: ID, secret: …}";

  private final SecretReader secrets;
  private final UpstreamTarget target;

  KeysReader(SecretReader secrets, UpstreamTarget target) {
    this.secrets = secrets;
    this.target = target;
  }

  List<KeyConfig> read(List<Field> items) {
    List<KeyConfig> keys = new ArrayList<>();
    Map<String, String> paths = new LinkedHashMap<>();
    for (Field item : items) {
      item.section("{id: …, secret: …}")
          .flatMap(section -> key(section, paths))
          .ifPresent(keys::add);
    }
    return keys;
  }

  private Optional<KeyConfig> key(Section section, Map<String, String> paths) {
    Optional<Field> idField = section.required("id", "the legacy access key id");
    Optional<String> id = idField.flatMap(Field::accessKeyId);
    id.ifPresent(there -> refuseTwice(there, idField.get(), paths));
    Optional<Secret> secret =
        section.required("secret", SecretReader.EXPECTED).flatMap(secrets::read);
    Optional<Field> upstreamField = section.field("upstream");
    Optional<UpstreamCredentials> upstream =
        upstreamField.isPresent() ? upstreamField.flatMap(this::upstream) : same();
    KeyRules rules = KeyRulesReader.read(section, target);
    Optional<KeyConfig.ModernPair> modern =
        section.field("modern").flatMap(field -> modern(field, paths));
    section.refuseOthers();
    return id.isPresent() && secret.isPresent() && upstream.isPresent()
        ? Optional.of(new KeyConfig(id.get(), secret.get(), upstream.get(), rules, modern))
        : Optional.empty();
  }

  private static void refuseTwice(String id, Field field, Map<String, String> paths) {
    String earlier = paths.putIfAbsent(id, field.key());
    if (earlier != null) {
      field.problem("the same id as " + earlier);
    }
  }

  private Optional<KeyConfig.ModernPair> modern(Field field, Map<String, String> paths) {
    return field
        .section("{accessKeyId: ID, secret: …}")
        .flatMap(
            section -> {
              Optional<Field> idField = section.required("accessKeyId", "an access key id");
              Optional<String> id = idField.flatMap(Field::accessKeyId);
              id.ifPresent(there -> refuseTwice(there, idField.get(), paths));
              Optional<Secret> secret =
                  section.required("secret", SecretReader.EXPECTED).flatMap(secrets::read);
              section.refuseOthers();
              return id.flatMap(there -> secret.map(s -> new KeyConfig.ModernPair(there, s)));
            });
  }

  private Optional<UpstreamCredentials> upstream(Field field) {
    Optional<UpstreamCredentials> upstream =
        field.node() instanceof YamlNode.Scalar ? named(field) : pair(field);
    boolean known = upstream.filter(u -> u instanceof SameKey || u instanceof Given).isPresent();
    if (upstream.isPresent() && !known && target instanceof UpstreamTarget.Embedded) {
      field.problem(
          "AWS credentials mean nothing to the marketplace of our own; expected same, or another"
              + " upstream.target");
    }
    return upstream;
  }

  private static Optional<UpstreamCredentials> named(Field field) {
    Optional<String> word = field.text();
    if (word.isEmpty()) {
      return Optional.empty();
    }
    return switch (word.get()) {
      case "same" -> same();
      case "default" -> Optional.of(new DefaultChain());
      default -> {
        field.problem("expected " + UPSTREAMS);
        yield Optional.empty();
      }
    };
  }

  private Optional<UpstreamCredentials> pair(Field field) {
    Optional<Section> found = field.section(UPSTREAMS);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Section section = found.get();
    Optional<Field> profile = section.field("profile");
    Optional<UpstreamCredentials> upstream =
        profile.isPresent()
            ? profile.flatMap(Field::text).map(Profile::new)
            : secrets.given(section).map(given -> given);
    section.refuseOthers();
    return upstream;
  }

  private static Optional<UpstreamCredentials> same() {
    return Optional.of(new SameKey());
  }
}
