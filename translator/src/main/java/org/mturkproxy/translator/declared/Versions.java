package org.mturkproxy.translator.declared;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The versions of the legacy API of which something is true.
 *
 * @param all each of them
 */
public record Versions(Set<ApiVersion> all) {

  public static final Versions ALL = new Versions(EnumSet.allOf(ApiVersion.class));
  public static final Versions NONE = new Versions(EnumSet.noneOf(ApiVersion.class));

  public Versions {
    Set<ApiVersion> copy = EnumSet.noneOf(ApiVersion.class);
    copy.addAll(all);
    all = Collections.unmodifiableSet(copy);
  }

  /** This version and all later ones. */
  public static Versions since(ApiVersion first) {
    return new Versions(EnumSet.range(first, ApiVersion.NEWEST));
  }

  /** This version and all earlier ones. */
  public static Versions until(ApiVersion last) {
    return new Versions(EnumSet.range(ApiVersion.V2007_06_21, last));
  }

  /** Those of both. */
  public Versions and(Versions others) {
    Set<ApiVersion> both = EnumSet.noneOf(ApiVersion.class);
    both.addAll(all);
    both.retainAll(others.all);
    return new Versions(both);
  }

  /** Whether it is true of this version. */
  public boolean include(ApiVersion version) {
    return all.contains(version);
  }
}
