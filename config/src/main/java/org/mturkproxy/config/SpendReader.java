package org.mturkproxy.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads what a key of {@code keys} may spend. */
final class SpendReader {

  /** MTurk's own limit for a HIT ({@code mapping.md} 2.5). */
  private static final int MOST_ASSIGNMENTS = 1_000_000_000;

  private SpendReader() {}

  private static final List<String> NAMES =
      List.of("maxReward", "maxAssignments", "maxBonus", "maxBonusesPerDay", "maxRewardsPerDay");

  static SpendCaps read(Section key) {
    return key.field("spend")
        .flatMap(field -> field.section("{maxReward: …, maxBonus: …}").map(s -> caps(s, field)))
        .orElse(SpendCaps.NONE);
  }

  private static SpendCaps caps(Section section, Field field) {
    // Whoever writes it wants a guard: without a cap there is none.
    if (NAMES.stream().allMatch(name -> section.field(name).isEmpty())) {
      field.problem("caps nothing; expected some of " + String.join(", ", NAMES));
    }
    SpendCaps caps =
        new SpendCaps(
            dollars(section, "maxReward"),
            section.field("maxAssignments").flatMap(f -> f.whole(1, MOST_ASSIGNMENTS)),
            dollars(section, "maxBonus"),
            dollars(section, "maxBonusesPerDay"),
            dollars(section, "maxRewardsPerDay"));
    section.refuseOthers();
    return caps;
  }

  private static Optional<BigDecimal> dollars(Section section, String name) {
    return section.field(name).flatMap(Field::dollars);
  }
}
