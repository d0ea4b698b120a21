package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationRuleTest {

  private static final Optional<URI> OWN = Optional.of(URI.create("http://127.0.0.1:4566"));

  @ParameterizedTest
  @CsvSource({
    "alice, http://127.0.0.1:4566/1/q, true",
    "alice, http://127.0.0.1:4566/1/qq, false",
    "alice, arn:aws:sns:us-east-1:123456789012:turk-hits, true",
    "alice, arn:aws:sns:us-east-1:123456789012:other, false",
    "bob, http://127.0.0.1:4566/1/q, false",
    "bob, arn:aws:sns:us-east-1:123456789012:turk-hits, true",
  })
  void aDestinationIsNamedOrBeginsLikeOneWithAStar(String account, String to, boolean allowed) {
    NotificationConfig config =
        config(
            Optional.empty(),
            Optional.of(
                List.of(
                    new DestinationRule(Optional.of("alice"), List.of("http://127.0.0.1:4566/1/q")),
                    new DestinationRule(
                        Optional.empty(), List.of("arn:aws:sns:us-east-1:123456789012:turk-*")))));
    assertEquals(allowed, config.allows(account, "SQS", to));
  }

  @ParameterizedTest
  @CsvSource({"SQS, true", "SNS, false"})
  void withoutRulesOnlyEndpointsThatAreWrittenAreAllowed(String transport, boolean allowed) {
    assertEquals(allowed, config(OWN, Optional.empty()).allows("alice", transport, "anything"));
  }

  @ParameterizedTest
  @CsvSource({"SQS", "SNS"})
  void noRulesAtAllAllowNothing(String transport) {
    assertEquals(false, config(OWN, Optional.of(List.of())).allows("alice", transport, "anything"));
  }

  private static NotificationConfig config(
      Optional<URI> sqs, Optional<List<DestinationRule>> destinations) {
    return new NotificationConfig(
        "us-east-1", sqs, Optional.empty(), Optional.empty(), destinations);
  }
}
