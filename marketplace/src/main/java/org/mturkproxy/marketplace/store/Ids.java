package org.mturkproxy.marketplace.store;

import java.security.SecureRandom;

/** Makes ids in the shape of the service's own since 2014: 30 characters, the first a 3. */
public final class Ids {

  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int LENGTH = 30;

  /** The largest multiple of the alphabet's length that a byte can hold. */
  private static final int FAIR = 252;

  private final SecureRandom random = new SecureRandom();

  /** A new id; 149 random bits, so it is never one that exists. */
  public String next() {
    StringBuilder id = new StringBuilder(LENGTH).append('3');
    byte[] drawn = new byte[LENGTH];
    while (id.length() < LENGTH) {
      random.nextBytes(drawn); // each draw waits for a lock, so many at once
      for (int i = 0; i < drawn.length && id.length() < LENGTH; i++) {
        int value = drawn[i] & 0xff;
        if (value < FAIR) {
          id.append(ALPHABET.charAt(value % ALPHABET.length()));
        }
      }
    }
    return id.toString();
  }
}
