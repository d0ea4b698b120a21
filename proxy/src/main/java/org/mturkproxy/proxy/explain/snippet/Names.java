package org.mturkproxy.proxy.explain.snippet;

import java.util.Locale;

/**
 * The names of operations and members as the SDKs spell them. All follow from one rule: HIT, HITs
 * and URL are words like others. {@code MTurkClient} of Java is the exception, see there.
 */
final class Names {

  private Names() {}

  /** {@code CreateHITWithHITType} is {@code create_hit_with_hit_type}. */
  static String snake(String name) {
    return words(name).replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** {@code MaxAssignments} is {@code max-assignments}. */
  static String kebab(String name) {
    return snake(name).replace('_', '-');
  }

  /** {@code HITTypeId} is {@code hitTypeId}. */
  static String javaMember(String name) {
    String words = words(name);
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }

  /** {@code ListHITs} is {@code ListHiTs}: that is how the generator of the Java SDK splits it. */
  static String javaOperation(String name) {
    return name.replace("HITs", "HiTs").replace("HIT", "Hit").replace("URL", "Url");
  }

  /** The method of {@code MTurkClient}, which keeps HIT and URL. */
  static String javaMethod(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String words(String name) {
    return name.replace("HITs", "Hits").replace("HIT", "Hit").replace("URL", "Url");
  }
}
