package org.mturkproxy.translator.declared;

import java.util.Optional;
import java.util.regex.Pattern;

/** The versions of the legacy API whose wire shape is known, the oldest first (9). */
public enum ApiVersion {
  V2007_06_21,
  /** Without a WSDL that anybody still has; the manual says how it differs (10.30). */
  V2008_08_02,
  V2011_10_01,
  V2012_03_25,
  V2013_11_15,
  V2014_08_15;

  /** The one that is meant where none is named, and whose shape REST answers always have (9.4). */
  public static final ApiVersion NEWEST = V2014_08_15;

  /** What the namespace of a version begins with; its date follows. */
  public static final String NAMESPACE_PREFIX = "http://requester.mturk.amazonaws.com/doc/";

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** A manual's sample asks for it, and it had the review policies already (2.1, 9.4). */
  private static final String FORERUNNER = "2011-09-01";

  /** The date that names it, such as {@code 2014-08-15}. */
  public String date() {
    return name().substring(1).replace('_', '-');
  }

  /** The XML namespace of its messages and of its schema. */
  public String namespace() {
    return NAMESPACE_PREFIX + date();
  }

  /** Whether this version came with or after another one. */
  public boolean isSince(ApiVersion other) {
    return compareTo(other) >= 0;
  }

  /**
   * The version that a caller means: the newest that is not later than the date, and the oldest for
   * what came before it (9.4).
   *
   * @return empty for what is no date
   */
  public static Optional<ApiVersion> meantBy(String date) {
    if (!DATE.matcher(date).matches()) {
      return Optional.empty();
    }
    ApiVersion meant = date.equals(FORERUNNER) ? V2011_10_01 : V2007_06_21;
    for (ApiVersion version : values()) {
      if (version.date().compareTo(date) <= 0 && version.isSince(meant)) {
        meant = version;
      }
    }
    return Optional.of(meant);
  }
}
