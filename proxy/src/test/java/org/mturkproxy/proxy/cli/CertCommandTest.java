package org.mturkproxy.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.config.ConfigLoader;
import org.mturkproxy.config.ServerCertificate;

/** What {@code cert} makes suits the legacy clients (clients.md R6, S6). */
class CertCommandTest {

  private static final List<String> COMMON_NAMES =
      List.of(
          "mechanicalturk.amazonaws.com",
          "mechanicalturk.sandbox.amazonaws.com",
          "localhost",
          "turk.example.org:8443");

  @TempDir Path home;

  @Test
  void whatItPrintsIsAConfigurationWithOneCertificateForEachCommonName() throws Exception {
    Path folder = home.resolve("tls");
    Terminal first = new Terminal(home, new FakeProxy("none"));
    assertEquals(
        0,
        first.run("cert", "--out", folder.toString(), "--name", "turk.example.org:8443"),
        first.err());

    List<ServerCertificate> certificates = certificates(first.out());
    assertEquals(
        COMMON_NAMES.stream().map(name -> "CN=" + name).toList(),
        certificates.stream().map(c -> subject(c.certificate())).toList());
    for (ServerCertificate each : certificates) {
      assertEquals(
          Set.of(
              "2 mechanicalturk.amazonaws.com",
              "2 mechanicalturk.sandbox.amazonaws.com",
              "2 localhost",
              "2 turk.example.org",
              "2 127.0.0.1",
              "7 127.0.0.1",
              "7 0:0:0:0:0:0:0:1"),
          alternatives(each.certificate()));
      assertEquals(List.of("1.3.6.1.5.5.7.3.1"), each.certificate().getExtendedKeyUsage());
      X509Certificate authority = each.chain().get(1);
      each.certificate().verify(authority.getPublicKey());
      assertEquals(0, authority.getBasicConstraints());
      assertEquals(-1, each.certificate().getBasicConstraints());
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file.toString());
      }
    }
    theSameAuthorityGoesOn(folder, certificates);
  }

  private void theSameAuthorityGoesOn(Path folder, List<ServerCertificate> before)
      throws Exception {
    Terminal again = new Terminal(home, new FakeProxy("none"));
    assertEquals(0, again.run("cert", "--out", folder.toString(), "--name", "10.0.0.1"));
    assertTrue(again.out().startsWith("made " + folder.resolve("10.0.0.1.key")), again.out());
    List<ServerCertificate> after = certificates(again.out());
    assertEquals(before.get(0).chain(), after.get(0).chain());
    assertEquals(before.get(0).chain().get(1), after.get(3).chain().get(1));
    assertTrue(alternatives(after.get(3).certificate()).contains("7 10.0.0.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--name a,b", "--name ../a", "--days 0", "--days 3651"})
  void aWrongOptionIsToldAndEndsWithTwo(String options) {
    Terminal terminal = new Terminal(home, new FakeProxy("none"));
    assertEquals(2, terminal.run(("cert " + options).split(" ", -1)));
    assertTrue(terminal.err().contains("expected"), terminal.err());
  }

  private List<ServerCertificate> certificates(String printed) throws Exception {
    String yaml = printed.substring(printed.indexOf("listen:"));
    Path file = Files.writeString(home.resolve("turk.yaml"), yaml);
    return new ConfigLoader(name -> Optional.empty())
        .load(file)
        .config()
        .listen()
        .tls()
        .orElseThrow()
        .certificates();
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  private static Set<String> alternatives(X509Certificate certificate) throws Exception {
    return certificate.getSubjectAlternativeNames().stream()
        .map(name -> name.get(0) + " " + name.get(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
