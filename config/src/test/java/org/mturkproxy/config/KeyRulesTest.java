package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.config.SignaturesConfig.Explain;
import org.mturkproxy.config.SignaturesConfig.Mode;

/** What a key may do, as the configuration says it. */
class KeyRulesTest {

  @TempDir Path directory;
  private Fixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new Fixture(directory);
    fixture.environment("KEY_SECRET", Fixture.SECRET);
  }

  private LoadedConfig load(String rules) throws Exception {
    return fixture.load("keys: [{id: AKIDEXAMPLE, secret: {env: KEY_SECRET}" + rules + "}]");
  }

  private KeyRules rules(String rules) throws Exception {
    return load(rules).config().keys().get(0).rules();
  }

  @Test
  void withoutWordsTheDefaultsHold() throws Exception {
    assertEquals(KeyRules.DEFAULT, rules(""));
  }

  @Test
  void limitsAreRead() throws Exception {
    assertEquals(
        new CallLimits(2, 3, Duration.ofSeconds(4), Optional.of(new RateLimitConfig(5, 6))),
        rules(", limits: {concurrency: 2, waiting: 3, wait: 4s, perSecond: 5, burst: 6}").limits());
    assertEquals(
        Optional.of(new RateLimitConfig(5, 5)), rules(", limits: {perSecond: 5}").limits().rate());
  }

  @Test
  void operationsAreRead() throws Exception {
    assertEquals(
        Optional.of(List.of("GetHIT", "SearchHITs")),
        rules(", operations: [GetHIT, SearchHITs]").operations());
    assertEquals(Optional.of(List.of()), rules(", operations: []").operations());
  }

  @ParameterizedTest
  @CsvSource({
    "marketplace, marketplace",
    "sandbox, sandbox",
    "production, production",
    "'http://127.0.0.1:1', url"
  })
  void aKeyIsRefusedWhereItIsNotFor(String target, String environment) throws Exception {
    String keys =
        "keys: [{id: AKIDEXAMPLE, secret: {env: KEY_SECRET}, environments: [%s]}]\n"
            + "upstream: {target: '%s'}";
    fixture.load(keys.formatted(environment, target));
    String other = environment.equals("sandbox") ? "marketplace" : "sandbox";
    ConfigException e =
        assertThrows(ConfigException.class, () -> fixture.load(keys.formatted(other, target)));
    assertTrue(
        e.getMessage()
            .contains("this key is not for " + environment + ", which is the upstream.target"),
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.9.0.1, true",
    "::1, true",
    "localhost, true",
    "0.0.0.0, false",
    "192.0.2.1, false",
    "127.evil.example.org, false",
    "::, false"
  })
  void signaturesAreCheckedWhereOthersCanConnect(String host, boolean loopback) throws Exception {
    String yaml =
        "keys: [{id: AKIDEXAMPLE, secret: {env: KEY_SECRET}}]\n"
            + "listen: {host: '%s'}\nsignatures: {mode: %s, explain: never}";
    assertEquals(
        new SignaturesConfig(Mode.ENFORCE, Explain.NEVER),
        fixture.load(yaml.formatted(host, "enforce")).config().signatures());
    for (Mode mode : List.of(Mode.LOG, Mode.OFF)) {
      String text = yaml.formatted(host, mode.name().toLowerCase(Locale.ROOT));
      if (loopback) {
        assertEquals(mode, fixture.load(text).config().signatures().mode());
      } else {
        ConfigException e = assertThrows(ConfigException.class, () -> fixture.load(text));
        assertTrue(e.getMessage().contains("signatures.mode: only enforce"), e.getMessage());
      }
    }
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("operations: [Get HIT]", "expected a legacy operation, such as GetHIT"),
        arguments("environments: [prod]", "expected some of marketplace, sandbox, production, url"),
        arguments("limits: {concurrency: 0}", "expected a whole number from 1 to 256"),
        arguments("limits: {burst: 1}", "keys[0].limits.burst: means nothing without perSecond"),
        arguments("limits: {wait: 26s}", "expected a length of time from 0s to 25s"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void whatIsWrongIsTold(String rules, String told) {
    ConfigException e = assertThrows(ConfigException.class, () -> load(", " + rules));
    assertTrue(e.getMessage().contains(told), e.getMessage());
  }
}
