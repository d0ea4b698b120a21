package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key may spend, as the configuration says it. */
class SpendCapsTest {

  @TempDir Path directory;
  private Fixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new Fixture(directory);
    fixture.environment("KEY_SECRET", Fixture.SECRET);
  }

  private static String key(String rules) {
    return "keys: [{id: AKIDEXAMPLE, secret: {env: KEY_SECRET}" + rules + "}]";
  }

  private SpendCaps caps(String rules) throws Exception {
    return fixture.load(key(rules)).config().keys().get(0).rules().spend();
  }

  @Test
  void withoutWordsNothingIsCapped() throws Exception {
    assertEquals(SpendCaps.NONE, caps(""));
  }

  @Test
  void capsAreRead() throws Exception {
    assertEquals(
        new SpendCaps(
            Optional.of(new BigDecimal("0.50")),
            Optional.of(100),
            Optional.of(new BigDecimal("5")),
            Optional.of(new BigDecimal("0.00")),
            Optional.of(new BigDecimal("999999999.99"))),
        caps(
            ", spend: {maxReward: 0.50, maxAssignments: 100, maxBonus: 5, maxBonusesPerDay: 0.00,"
                + " maxRewardsPerDay: 999999999.99}"));
    assertEquals(
        new SpendCaps(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new BigDecimal("1.5")),
            Optional.empty(),
            Optional.empty()),
        caps(", spend: {maxBonus: 1.5}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{maxReward: 0.505} | keys[0].spend.maxReward: expected US dollars from 0.00 to"
            + " 999999999.99, with at most two decimals",
        "{maxBonus: -1} | keys[0].spend.maxBonus: expected US dollars from 0.00 to 999999999.99,"
            + " with at most two decimals",
        "{maxAssignments: 0} | keys[0].spend.maxAssignments: expected a whole number from 1 to"
            + " 1000000000",
        "{} | keys[0].spend: caps nothing; expected some of maxReward, maxAssignments, maxBonus,"
            + " maxBonusesPerDay, maxRewardsPerDay",
        "{maxBonus: 1, maxBonusPerDay: 1} | keys[0].spend.maxBonusPerDay: unknown key; did you mean"
            + " maxBonusesPerDay?"
      })
  void whatIsNoCapIsAProblem(String spend, String problem) {
    List<String> problems = fixture.problems(key(", spend: " + spend));
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(problem, problems.get(0).replaceFirst("^[0-9:]+ ", ""));
  }
}
