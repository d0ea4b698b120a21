package org.mturkproxy.translator.catalogue;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Structure;

/** A rule over several parameters of an operation. */
@FunctionalInterface
public interface Rule {

  /**
   * Checks what was given.
   *
   * @throws RefusedException where the rule is broken
   */
  void check(Structure given);

  /** One of the two must be there, and not both. */
  static Rule exactlyOneOf(String one, String other) {
    return given -> {
      if (given.has(one) == given.has(other)) {
        throw new RefusedException(
            LegacyErrors.invalidValue(
                one, "", "Exactly one of " + one + " and " + other + " must be given."));
      }
    };
  }

  /** One of them must be there. */
  static Rule atLeastOneOf(String one, String other) {
    return given -> {
      if (!given.has(one) && !given.has(other)) {
        throw new RefusedException(LegacyErrors.missing(List.of(one + " or " + other)));
      }
    };
  }

  /** The first is of no use without the second. */
  static Rule needs(String one, String other) {
    return given -> {
      if (given.has(one) && !given.has(other)) {
        throw new RefusedException(LegacyErrors.missing(List.of(other)));
      }
    };
  }

  /** The two exclude each other when the second is true. */
  static Rule notWhenTrue(String one, String flag) {
    return given -> {
      if (given.has(one) && given.member(flag).equals(Optional.of(new Flag(true)))) {
        throw new RefusedException(
            LegacyErrors.invalidValue(
                flag, "true", flag + " must not be true together with " + one + "."));
      }
    };
  }
}
