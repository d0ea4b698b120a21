package org.mturkproxy.proxy.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.mturkproxy.config.OwnerOnlyFile;
import org.mturkproxy.config.PemFiles;
import org.mturkproxy.config.ServerCertificate;

/** An authority for tests, and clients that trust it. */
public final class TestAuthority implements AutoCloseable {

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
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    byte[] pem = authority.authority().chain().getBytes(StandardCharsets.US_ASCII);
    trusted.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  @Override
  public void close() throws IOException {
    authority.close();
  }
}
