package org.mturkproxy.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Certificates and keys in PEM files that no configuration names. */
public final class PemFiles {

  private PemFiles() {}

  /**
   * Reads a certificate and its key, as the configuration would.
   *
   * @throws IOException telling what is wrong with them
   */
  public static ServerCertificate read(Path certificate, Path key) throws IOException {
    Problems problems = new Problems("");
    PemReader reader = new PemReader(Path.of("").toAbsolutePath());
    Optional<List<X509Certificate>> chain = reader.certificates(field(certificate, problems));
    Optional<PrivateKey> found =
        chain.flatMap(read -> reader.key(field(key, problems), read.get(0)));
    if (chain.isEmpty() || found.isEmpty()) {
      throw new IOException(problems.texts());
    }
    return new ServerCertificate(chain.get(), found.get());
  }

  private static Field field(Path path, Problems problems) {
    return new Field(
        "", new YamlNode.Scalar(Position.FILE, YamlNode.Kind.TEXT, path.toString()), problems);
  }
}
