package org.mturkproxy.config;

import java.time.Duration;
import java.util.Optional;

/** Reads what a key of {@code keys} may do. */
final class KeyRulesReader {

  private static final int MOST = 1_000_000;
  private static final int MOST_WAITING = 10_000;

  /** Half of what a client's patience allows for a whole call. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

  private KeyRulesReader() {}

  static KeyRules read(Section key) {
    return new KeyRules(limits(key.section("limits")));
  }

  private static CallLimits limits(Section section) {
    CallLimits otherwise = CallLimits.DEFAULT;
    CallLimits limits =
        new CallLimits(
            section
                .field("concurrency")
                .flatMap(f -> f.whole(1, 256))
                .orElse(otherwise.concurrency()),
            section
                .field("waiting")
                .flatMap(f -> f.whole(0, MOST_WAITING))
                .orElse(otherwise.waiting()),
            section
                .field("wait")
                .flatMap(f -> f.duration(Duration.ZERO, LONGEST_WAIT))
                .orElse(otherwise.patience()),
            rate(section));
    section.refuseOthers();
    return limits;
  }

  private static Optional<RateLimitConfig> rate(Section section) {
    Optional<Field> perSecond = section.field("perSecond");
    Optional<Field> burst = section.field("burst");
    if (perSecond.isEmpty()) {
      burst.ifPresent(field -> field.problem("means nothing without perSecond"));
      return Optional.empty();
    }
    Optional<Integer> number = perSecond.flatMap(f -> f.whole(1, MOST));
    return number.map(
        each -> new RateLimitConfig(each, burst.flatMap(f -> f.whole(1, MOST)).orElse(each)));
  }
}
