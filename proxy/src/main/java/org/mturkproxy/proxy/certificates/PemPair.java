package org.mturkproxy.proxy.certificates;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A certificate and its key in PEM (RFC 7468).
 *
 * @param chain the certificate, then those that issued it
 * @param key the private key (PKCS #8), a secret
 */
public record PemPair(String chain, String key) {

  static String pem(String label, byte[] bytes) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  /** The key stays out of it. */
  @Override
  public String toString() {
    return "PemPair[hidden]";
  }
}
