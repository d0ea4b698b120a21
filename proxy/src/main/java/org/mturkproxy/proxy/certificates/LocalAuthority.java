package org.mturkproxy.proxy.certificates;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.mturkproxy.config.ServerCertificate;

/**
 * A certificate authority of our own, whose certificate clients are told to trust, and what it
 * issues.
 */
public final class LocalAuthority implements AutoCloseable {

  private static final String AUTHORITY = "authority";
  private static final int AUTHORITY_DAYS = 3650;

  private final Path folder;
  private final Path store;
  private final String password;
  private final Keytool keytool;
  private int issued;

  private LocalAuthority(Path folder) {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    this.folder = folder;
    this.store = folder.resolve("store.p12");
    this.password = Base64.getEncoder().encodeToString(random);
    this.keytool = new Keytool(store, password);
  }

  /**
   * Makes a new one.
   *
   * @throws IOException if keytool fails
   */
  public static LocalAuthority make() throws IOException, InterruptedException {
    LocalAuthority made = new LocalAuthority(Files.createTempDirectory("mturk-proxy-cert"));
    made.keytool.generate(
        AUTHORITY,
        List.of(
            "-dname",
            "CN=mturk-proxy local CA "
                + Long.toHexString(new SecureRandom().nextInt() & 0xffffffffL),
            "-validity",
            String.valueOf(AUTHORITY_DAYS),
            "-ext",
            "bc:critical=ca:true,pathlen:0",
            "-ext",
            "ku:critical=keyCertSign,cRLSign"));
    return made;
  }

  /**
   * Goes on with one that was made before.
   *
   * @throws IOException if it cannot be used
   */
  public static LocalAuthority of(ServerCertificate authority)
      throws IOException, GeneralSecurityException {
    LocalAuthority known = new LocalAuthority(Files.createTempDirectory("mturk-proxy-cert"));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        AUTHORITY,
        authority.key(),
        known.password.toCharArray(),
        authority.chain().toArray(new Certificate[0]));
    try (OutputStream out = Files.newOutputStream(known.store)) {
      keys.store(out, known.password.toCharArray());
    }
    return known;
  }

  /** Its own certificate and key. */
  public PemPair authority() throws IOException, GeneralSecurityException {
    return pair(AUTHORITY);
  }

  /**
   * Issues a certificate for a server.
   *
   * @param commonName what clients compare that look at nothing else
   * @param names hosts and addresses that it is for, besides
   * @param days how long it holds
   */
  public PemPair issue(String commonName, List<String> names, int days)
      throws IOException, InterruptedException, GeneralSecurityException {
    String alias = "server" + issued++;
    keytool.generate(
        alias,
        List.of(
            "-signer",
            AUTHORITY,
            "-dname",
            "CN=" + commonName,
            "-validity",
            String.valueOf(days),
            "-ext",
            "ku:critical=digitalSignature,keyEncipherment",
            "-ext",
            "eku=serverAuth",
            "-ext",
            "san=" + String.join(",", alternatives(names))));
    return pair(alias);
  }

  /** Addresses as DNS names too: old clients look for them there (clients.md R6). */
  private static List<String> alternatives(List<String> names) {
    List<String> alternatives = new ArrayList<>();
    for (String name : names) {
      boolean six = name.contains(":");
      if (!six) {
        alternatives.add("dns:" + name);
      }
      if (six || name.matches("[0-9.]+")) {
        alternatives.add("ip:" + name);
      }
    }
    return alternatives;
  }

  private PemPair pair(String alias) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password.toCharArray());
    }
    Key key = keys.getKey(alias, password.toCharArray());
    StringBuilder chain = new StringBuilder();
    for (Certificate certificate : keys.getCertificateChain(alias)) {
      chain.append(PemPair.pem("CERTIFICATE", certificate.getEncoded()));
    }
    return new PemPair(chain.toString(), PemPair.pem("PRIVATE KEY", key.getEncoded()));
  }

  /** Leaves nothing behind. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(store);
    Files.deleteIfExists(folder);
  }
}
