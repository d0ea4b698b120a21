package org.mturkproxy.proxy.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.mturkproxy.config.OwnerOnlyFile;
import org.mturkproxy.config.PemFiles;
import org.mturkproxy.config.ServerCertificate;

/** An authority for tests, and clients that trust it. */
public final class TestAuthority implements AutoCloseable {

  private static final String PASSWORD = "of-a-test";

  private final LocalAuthority authority;
  private final Path folder;

  public TestAuthority() throws Exception {
    authority = LocalAuthority.make();
    folder = Files.createTempDirectory(Path.of("target"), "test-authority");
  }

  /** A certificate with this common name and these others, as the configuration would read it. */
  public ServerCertificate issue(String commonName, String... names) throws Exception {
    PemPair pair = authority.issue(commonName, List.of(names), 1);
    Path chain = Files.createTempFile(folder, "chain", ".pem");
    Files.writeString(chain, pair.chain());
    Path key = folder.resolve(chain.getFileName() + ".key");
    OwnerOnlyFile.create(key, pair.key());
    return PemFiles.read(chain, key);
  }

  /** Sockets of clients that trust it and nobody else. */
  public SSLSocketFactory sockets() throws Exception {
    return sockets(null);
  }

  /** The same, of a client that shows a certificate which this authority issued for it. */
  public SSLSocketFactory socketsShowing(TestAuthority issuer, String commonName) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(issuer.forClient(commonName), PASSWORD.toCharArray());
    return sockets(managers.getKeyManagers());
  }

  private SSLSocketFactory sockets(KeyManager[] shown) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", certificate());
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /** Its own certificate. */
  public X509Certificate certificate() throws Exception {
    byte[] pem = authority.authority().chain().getBytes(StandardCharsets.US_ASCII);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }

  /** A key and a certificate for a client, which {@code mturk-proxy cert} does not make. */
  private KeyStore forClient(String commonName) throws Exception {
    PemPair own = authority.authority();
    Path chain = Files.writeString(Files.createTempFile(folder, "ca", ".pem"), own.chain());
    Path key = folder.resolve(chain.getFileName() + ".key");
    OwnerOnlyFile.create(key, own.key());
    ServerCertificate read = PemFiles.read(chain, key);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    Certificate[] issuers = read.chain().toArray(new Certificate[0]);
    keys.setKeyEntry("ca", read.key(), PASSWORD.toCharArray(), issuers);
    Path store = Files.createTempFile(folder, "client", ".p12");
    try (OutputStream out = Files.newOutputStream(store)) {
      keys.store(out, PASSWORD.toCharArray());
    }
    new Keytool(store, PASSWORD)
        .generate(
            "client",
            List.of("-signer", "ca", "-dname", "CN=" + commonName, "-ext", "eku=clientAuth"));
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    keys.deleteEntry("ca");
    return keys;
  }

  @Override
  public void close() throws IOException {
    authority.close();
  }
}
