package org.mturkproxy.marketplace.policies;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * When and how far a policy asks more Workers.
 *
 * @param below the score below which it does
 * @param maximumAssignments never more assignments than these
 * @param minimumSeconds how long the HIT must then stay open at least; 0 if it does not matter
 */
public record Extension(int below, int maximumAssignments, int minimumSeconds) {

  private static final String MAXIMUM = "ExtendMaximumAssignments";
  private static final int DEFAULT_MAXIMUM = 5;

  /**
   * Reads the three parameters (companion section 5.13).
   *
   * @param condition the key of the score
   */
  static Optional<Extension> read(
      PolicyParameters parameters, String condition, int least, int most, boolean needsMaximum) {
    OptionalInt below = parameters.number(condition, least, most);
    OptionalInt maximum = parameters.number(MAXIMUM, 2, 25);
    OptionalInt seconds = parameters.number("ExtendMinimumTimeInSeconds", 3600, 31_536_000);
    if (below.isEmpty()) {
      return Optional.empty();
    }
    if (needsMaximum && maximum.isEmpty()) {
      throw parameters.missing(MAXIMUM);
    }
    return Optional.of(
        new Extension(below.getAsInt(), maximum.orElse(DEFAULT_MAXIMUM), seconds.orElse(0)));
  }
}
