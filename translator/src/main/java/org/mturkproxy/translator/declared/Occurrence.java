package org.mturkproxy.translator.declared;

import static java.util.Objects.requireNonNull;

/**
 * In which versions an element exists, and how often it comes there.
 *
 * @param known the versions that have it
 * @param mandatory the versions in which it must be there
 * @param repeated the versions in which it may come more than once
 * @param most how often it may come at most where it may come more than once
 */
public record Occurrence(Versions known, Versions mandatory, Versions repeated, int most) {

  /** No limit. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /** Once or not at all, in every version. */
  public static final Occurrence OPTIONAL =
      new Occurrence(Versions.ALL, Versions.NONE, Versions.NONE, UNBOUNDED);

  public Occurrence {
    requireNonNull(known, "known");
    requireNonNull(mandatory, "mandatory");
    requireNonNull(repeated, "repeated");
  }

  /** This one, in these versions only. */
  public Occurrence known(Versions versions) {
    return new Occurrence(versions, mandatory, repeated, most);
  }

  /** This one, not to be left out in these versions. */
  public Occurrence mandatory(Versions versions) {
    return new Occurrence(known, versions, repeated, most);
  }

  /** This one, a list in these versions. */
  public Occurrence repeated(Versions versions) {
    return new Occurrence(known, mandatory, versions, most);
  }

  /** This one, at most so often. */
  public Occurrence atMost(int times) {
    return new Occurrence(known, mandatory, repeated, times);
  }

  /** How often it comes at least: 0 or 1. */
  public int least(ApiVersion version) {
    return mandatory.include(version) ? 1 : 0;
  }

  /** How often it comes at most: 1, a limit, or {@link #UNBOUNDED}. */
  public int most(ApiVersion version) {
    return repeated.include(version) ? most : 1;
  }
}
