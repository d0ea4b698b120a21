package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes codes of personal values: the same for the same value as long as the key is kept, and
 * telling nothing to who has not got the key. A bare hash would: ids of Workers can be tried out.
 * For one thread.
 */
final class PersonalHash {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  /** 64 bits: two of a million Workers share a code with a chance of one in 37 million. */
  private static final int SHOWN_BYTES = 8;

  private final byte[] key;
  private Mac mac;

  private PersonalHash(byte[] key) {
    this.key = key.clone();
  }

  /** With a key that goes with the process. */
  static PersonalHash fresh() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new PersonalHash(key);
  }

  /**
   * With the key that is kept in a file for its owner only; it is made if it is not there.
   *
   * @throws IOException if the file cannot be used
   */
  static PersonalHash keptIn(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) == KEY_BYTES) {
      return new PersonalHash(Files.readAllBytes(file));
    }
    PersonalHash made = fresh();
    try (FileChannel channel = LogFile.open(file)) {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(made.key));
      channel.force(true);
    }
    return made;
  }

  /** The code of a value: {@code #} and 16 hexadecimal digits. */
  String of(byte[] value) {
    byte[] code = mac().doFinal(value);
    return "#" + HexFormat.of().formatHex(code, 0, SHOWN_BYTES);
  }

  /** Made when it is needed first: the start must be quick. */
  private Mac mac() {
    if (mac == null) {
      try {
        mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
      }
    }
    return mac;
  }
}
