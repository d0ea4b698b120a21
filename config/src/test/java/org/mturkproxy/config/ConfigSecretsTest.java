package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets come from files of their owner's or from the environment, and show nowhere. */
class ConfigSecretsTest {

  @TempDir Path directory;
  private Fixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new Fixture(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{file: secrets/one}", "{env: ONE}"})
  void aFileOrAnEnvironmentVariableHoldsTheSecret(String where) throws Exception {
    LoadedConfig loaded = fixture.load("keys: [{id: A, secret: " + where + "}]");
    assertEquals(Fixture.SECRET, loaded.config().keys().get(0).secret().reveal());
    assertEquals(new KeySource.Configured(), loaded.keySource());
    assertFalse(loaded.toString().contains(Fixture.SECRET));
  }

  @ParameterizedTest
  @CsvSource({"abc, abc", "'abc\n', abc", "'abc\r\n', abc"})
  void theNewlineAtTheEndIsNotPartOfIt(String text, String secret) throws Exception {
    fixture.secretFile("s", text, "r--------");
    assertEquals(secret, secretOf("{file: s}"));
  }

  @Test
  void aSecretInTheFileItselfIsRefusedAndNotRepeated() {
    List<String> problems = fixture.problems("keys: [{id: A, secret: " + Fixture.SECRET + "}]");
    assertEquals(
        List.of(
            "1:24: keys[0].secret: a secret must not stand in this file; expected {file: PATH} or"
                + " {env: NAME} that has it instead"),
        problems);
  }

  @ParameterizedTest
  @CsvSource({"rw-r-----", "rw----r--", "rw---x---", "rw-rw-rw-"})
  void aFileThatOthersMayReadIsRefusedWithTheRemedy(String permissions) throws Exception {
    Path file = fixture.path("s");
    fixture.secretFile("s", "abc", permissions);
    assertEquals(
        List.of(
            "1:31: keys[0].secret.file: %s may be read by other users; run: chmod 600 '%s'"
                .formatted(file, file)),
        fixture.problems("keys: [{id: A, secret: {file: s}}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{file: nowhere}   | 1:31: keys[0].secret.file: DIR/nowhere does not exist",
        "{file: secrets}   | 1:31: keys[0].secret.file: DIR/secrets is not a file",
        "{file: empty}     | 1:31: keys[0].secret.file: the file is empty",
        "{file: two}       | 1:31: keys[0].secret.file: the file holds more than one word; expected"
            + " the secret alone",
        "{file: long}      | 1:31: keys[0].secret.file: DIR/long is too long for a file with a"
            + " secret",
        "{env: NOWHERE}    | 1:30: keys[0].secret.env: the environment variable NOWHERE is not set",
        "{env: EMPTY}      | 1:30: keys[0].secret.env: the environment variable EMPTY is not set",
        "{env: BLANK}      | 1:30: keys[0].secret.env: the environment variable holds more than one"
            + " word; expected the secret alone",
        "{env: A, file: B} | 1:24: keys[0].secret: expected one of both, {file: PATH} or {env:"
            + " NAME}",
        "{}                | 1:24: keys[0].secret: expected one of both, {file: PATH} or {env:"
            + " NAME}",
      })
  void aSecretThatIsNotThereOrNotAloneIsRefused(String where, String problem) throws Exception {
    fixture
        .secretFile("empty", "\n", "rw-------")
        .secretFile("two", "one\ntwo\n", "rw-------")
        .secretFile("long", "x".repeat(65_537), "rw-------")
        .environment("EMPTY", "")
        .environment("BLANK", "abc ");
    assertEquals(
        List.of(problem.replace("DIR", directory.toString())),
        fixture.problems("keys: [{id: A, secret: " + where + "}]"));
  }

  private String secretOf(String where) throws Exception {
    return fixture
        .load("keys: [{id: A, secret: " + where + "}]")
        .config()
        .keys()
        .get(0)
        .secret()
        .reveal();
  }
}
