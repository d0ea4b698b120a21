package org.mturkproxy.marketplace.documents;

import org.mturkproxy.marketplace.call.ApiException;

/**
 * How large the file that answers a question may be, in bytes (companion section 5.16,
 * FileUploadAnswer). An empty file is no answer: its size is a positive number (section 5.18).
 */
public record FileLimits(long least, long most) {

  static final FileLimits NONE = new FileLimits(1, Long.MAX_VALUE);

  /** The same limits under another one. */
  public FileLimits atMost(long limit) {
    return new FileLimits(least, Math.min(most, limit));
  }

  /**
   * Refuses a file of which so many bytes are known.
   *
   * @throws ApiException {@code FileTooLarge}
   */
  public void requireNotAbove(long bytes) {
    if (bytes > most) {
      throw ApiException.framework(
          413, "FileTooLarge", "The file must not have more than " + most + " bytes.");
    }
  }

  /**
   * Refuses a whole file of so many bytes.
   *
   * @throws ApiException {@code FileTooSmall}
   */
  public void requireNotBelow(long bytes) {
    if (bytes < least) {
      throw ApiException.framework(
          400, "FileTooSmall", "The file must have at least " + least + " bytes.");
    }
  }
}
