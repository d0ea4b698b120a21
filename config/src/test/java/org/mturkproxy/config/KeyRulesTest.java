package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  static Stream<Arguments> wrong() {
    return Stream.of(
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
