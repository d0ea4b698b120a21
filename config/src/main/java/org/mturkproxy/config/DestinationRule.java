package org.mturkproxy.config;

import java.util.List;
import java.util.Optional;

/**
 * Where notifications may be sent.
 *
 * @param account whose; absent: everybody's
 * @param allow queue URLs and topic ARNs; one that ends in {@code *} stands for all that begin so
 */
public record DestinationRule(Optional<String> account, List<String> allow) {

  public DestinationRule {
    allow = List.copyOf(allow);
  }

  /** Whether it lets this account send there. */
  public boolean allows(String sender, String destination) {
    return account.map(sender::equals).orElse(true)
        && allow.stream().anyMatch(pattern -> matches(pattern, destination));
  }

  private static boolean matches(String pattern, String destination) {
    return pattern.endsWith("*")
        ? destination.startsWith(pattern.substring(0, pattern.length() - 1))
        : destination.equals(pattern);
  }
}
