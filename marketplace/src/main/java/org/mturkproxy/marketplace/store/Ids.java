package org.mturkproxy.marketplace.store;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Makes ids in the shape of the service's own since 2014: 30 characters, the first a 3. */
public final class Ids {

  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int LENGTH = 30;

  private final RandomGenerator random = new SecureRandom();

  /** A new id; 149 random bits, so it is never one that exists. */
  public String next() {
    StringBuilder id = new StringBuilder(LENGTH).append('3');
    while (id.length() < LENGTH) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
