package org.mturkproxy.proxy.traffic;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which logged call. The time is in it because the store is ordered by it, and finds a call by its
 * request id alone only by reading everything.
 *
 * @param millis when it came in, since 1970
 * @param requestId what its answer has as {@code RequestId}
 */
public record CallId(long millis, String requestId) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})-([0-9A-Za-z-]{1,64})");

  public CallId {
    requireNonNull(requestId, "requestId");
  }

  /** Reads what {@link #toString()} wrote. */
  public static Optional<CallId> parse(String text) {
    Matcher found = TEXT.matcher(text);
    return found.matches()
        ? Optional.of(new CallId(Long.parseLong(found.group(1)), found.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return millis + "-" + requestId;
  }
}
