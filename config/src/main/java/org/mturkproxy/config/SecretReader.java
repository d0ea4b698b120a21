package org.mturkproxy.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Finds secrets where the configuration says they are: in a file or an environment variable. */
final class SecretReader {

  static final String EXPECTED = "{file: PATH} or {env: NAME}";

  private final Path base;
  private final Function<String, Optional<String>> environment;

  SecretReader(Path base, Function<String, Optional<String>> environment) {
    this.base = base;
    this.environment = environment;
  }

  /** The secret that a field points to, or a problem that does not repeat what the field says. */
  Optional<Secret> read(Field field) {
    if (field.node() instanceof YamlNode.Scalar) {
      field.problem(
          "a secret must not stand in this file; expected " + EXPECTED + " that has it instead");
      return Optional.empty();
    }
    Optional<Section> section = field.section(EXPECTED);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Optional<Field> file = section.get().field("file");
    Optional<Field> env = section.get().field("env");
    section.get().refuseOthers();
    if (file.isPresent() == env.isPresent()) {
      field.problem("expected one of both, " + EXPECTED);
      return Optional.empty();
    }
    return file.isPresent() ? fromFile(file.get()) : env.flatMap(this::fromEnvironment);
  }

  /** A pair of AWS, perhaps with a session token. */
  Optional<UpstreamCredentials.Given> given(Section section) {
    Optional<String> id =
        section.required("accessKeyId", "the AWS access key id").flatMap(Field::accessKeyId);
    Optional<Secret> secret = section.required("secret", EXPECTED).flatMap(this::read);
    Optional<Secret> token = section.field("sessionToken").flatMap(this::read);
    return id.isPresent() && secret.isPresent()
        ? Optional.of(new UpstreamCredentials.Given(id.get(), secret.get(), token))
        : Optional.empty();
  }

  private Optional<Secret> fromFile(Field field) {
    return field
        .file(base)
        .flatMap(path -> OwnerOnlyFile.read(path, field::problem))
        .map(text -> text.replaceFirst("\\R\\z", ""))
        .filter(text -> fits(text, "the file", field))
        .map(Secret::new);
  }

  private Optional<Secret> fromEnvironment(Field field) {
    Optional<String> name = field.text();
    Optional<String> value = name.flatMap(environment).filter(text -> !text.isEmpty());
    if (name.isPresent() && value.isEmpty()) {
      field.problem("the environment variable " + name.get() + " is not set");
    }
    return value.filter(text -> fits(text, "the environment variable", field)).map(Secret::new);
  }

  /** A blank at its end or a second line is a mistake that would show as a wrong signature only. */
  private static boolean fits(String text, String where, Field field) {
    if (text.isEmpty()) {
      field.problem(where + " is empty");
      return false;
    }
    if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
      field.problem(where + " holds more than one word; expected the secret alone");
      return false;
    }
    return true;
  }
}
