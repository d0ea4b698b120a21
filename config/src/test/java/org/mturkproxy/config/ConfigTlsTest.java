package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code listen.tls}: certificates and keys as files. */
class ConfigTlsTest {

  private static final String PAIR =
      "listen: {tls: {certificates: [{certificate: a.pem, key: a.key}]";

  @TempDir static Path made;
  private static String certificate;
  private static String key;
  private static String otherKey;

  @TempDir Path directory;
  private Fixture fixture;

  @BeforeAll
  static void make() throws Exception {
    KeyStore first = keytool("EC");
    certificate = pem("CERTIFICATE", first.getCertificate("test").getEncoded());
    key = pem("PRIVATE KEY", first.getKey("test", "changeit".toCharArray()).getEncoded());
    KeyStore second = keytool("RSA");
    otherKey = pem("PRIVATE KEY", second.getKey("test", "changeit".toCharArray()).getEncoded());
  }

  @BeforeEach
  void prepare() throws IOException {
    fixture = new Fixture(directory);
    fixture.secretFile("a.pem", certificate, "rw-r--r--");
    fixture.secretFile("a.key", key, "rw-------");
    fixture.secretFile("other.key", otherKey, "rw-------");
    fixture.secretFile("open.key", key, "rw-r--r--");
    fixture.secretFile("old.key", key.replace(" PRIVATE", " EC PRIVATE"), "rw-------");
    fixture.secretFile("empty", "", "rw-------");
  }

  @Test
  void readsCertificatesAndSpeaksModernVersionsOnThePlainHostsAddressUnlessToldOtherwise()
      throws Exception {
    TlsConfig tls = fixture.load(PAIR + "}, host: 0.0.0.0}").config().listen().tls().orElseThrow();
    assertEquals("0.0.0.0", tls.host());
    assertEquals(8443, tls.port());
    assertEquals(List.of("TLSv1.3", "TLSv1.2"), tls.protocols());
    assertEquals(ClientCertificates.NONE, tls.clientCertificates());
    assertEquals(
        "CN=test", tls.certificates().get(0).certificate().getSubjectX500Principal().getName());
    String shown = tls.toString();
    assertFalse(shown.contains(tls.certificates().get(0).key().toString()), shown);
  }

  @Test
  void readsEverythingElse() throws Exception {
    TlsConfig tls =
        fixture
            .load(
                PAIR
                    + ", host: '::1', port: 0, protocols: [TLSv1.2], clientCertificates: required,"
                    + " clientAuthorities: a.pem}}")
            .config()
            .listen()
            .tls()
            .orElseThrow();
    assertEquals("::1", tls.host());
    assertEquals(0, tls.port());
    assertEquals(List.of("TLSv1.2"), tls.protocols());
    assertEquals(ClientCertificates.REQUIRED, tls.clientCertificates());
    assertEquals(tls.certificates().get(0).chain(), tls.clientAuthorities());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "none.pem | a.key | certificate | none.pem does not exist",
        "empty | a.key | certificate | empty has no certificate in it; expected PEM",
        "a.pem | none.key | key | none.key does not exist",
        "a.pem | empty | key | empty has no private key in it; expected PEM",
        "a.pem | other.key | key | other.key is not the key of that certificate",
        "a.pem | old.key | key | old.key has a key as EC PRIVATE KEY; expected PRIVATE KEY (PKCS #8, not encrypted): openssl pkcs8 -topk8 -nocrypt",
      })
  void tellsWhatIsWrongWithAFile(String certificate, String key, String field, String problem) {
    String yaml =
        "listen: {tls: {certificates: [{certificate: %s, key: %s}]}}".formatted(certificate, key);
    int column = yaml.indexOf(field.equals("key") ? key + "}" : certificate + ",") + 1;
    assertEquals(
        List.of(
            "1:%d: listen.tls.certificates[0].%s: %s"
                .formatted(column, field, directory.resolve(problem))),
        fixture.problems(yaml));
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() {
    String problem = fixture.problems(PAIR.replace("a.key", "open.key") + "}}").get(0);
    assertEquals(
        "1:57: listen.tls.certificates[0].key: %1$s may be read by other users; run: chmod 600 '%1$s'"
            .formatted(directory.resolve("open.key")),
        problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "protocols: [SSLv3] | protocols[0]: expected one of TLSv1.3, TLSv1.2, TLSv1.1, TLSv1",
        "protocols: [TLSv1] | protocols[0]: this Java has TLSv1 switched off (jdk.tls.disabledAlgorithms); docs/front-door.md tells how to switch it on",
        "clientCertificates: some | clientCertificates: expected none, optional or required",
        "clientCertificates: required | clientAuthorities: missing; expected the path of a PEM file: who issues those certificates",
      })
  void tellsWhatIsWrongWithTheRest(String yaml, String problem) {
    String told = fixture.problems(PAIR + ", " + yaml + "}}").get(0);
    assertEquals("listen.tls." + problem, told.replaceFirst("^1:[0-9]+: ", ""));
  }

  private static KeyStore keytool(String algorithm) throws Exception {
    Path file = made.resolve(algorithm + ".p12");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=test",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertEquals(0, process.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, "changeit".toCharArray());
    }
    return keys;
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(bytes));
  }
}
