package org.mturkproxy.config;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code listen.tls}. */
final class TlsReader {

  private static final List<String> KNOWN = List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1");
  private static final String PAIR = "{certificate: PATH, key: PATH}";

  private final PemReader pem;

  TlsReader(Path base) {
    pem = new PemReader(base);
  }

  /** Empty after a problem. */
  Optional<TlsConfig> read(Section section, String plainHost) {
    String host = section.field("host").flatMap(Field::host).orElse(plainHost);
    int port = section.field("port").flatMap(Field::port).orElse(Defaults.TLS_PORT);
    Optional<Field> certificatesField =
        section.required("certificates", "a list of " + PAIR + ", the one for unnamed hosts first");
    List<ServerCertificate> certificates =
        certificatesField.map(this::certificates).orElse(List.of());
    List<String> protocols =
        section.field("protocols").map(TlsReader::protocols).orElse(Defaults.TLS_PROTOCOLS);
    ClientCertificates clients =
        section.field("clientCertificates").map(TlsReader::clients).orElse(ClientCertificates.NONE);
    Optional<Field> authorities = section.field("clientAuthorities");
    if (authorities.isEmpty() && clients != ClientCertificates.NONE) {
      section.required(
          "clientAuthorities", "the path of a PEM file: who issues those certificates");
    }
    List<X509Certificate> trusted = authorities.flatMap(pem::certificates).orElse(List.of());
    section.refuseOthers();
    return certificates.isEmpty()
        ? Optional.empty()
        : Optional.of(new TlsConfig(host, port, certificates, protocols, clients, trusted));
  }

  private List<ServerCertificate> certificates(Field field) {
    List<ServerCertificate> certificates = new ArrayList<>();
    List<Field> items = field.items("a list of " + PAIR);
    for (Field item : items) {
      item.section(PAIR).flatMap(this::certificate).ifPresent(certificates::add);
    }
    if (items.isEmpty()) {
      field.problem("expected at least one " + PAIR);
    }
    return certificates;
  }

  private Optional<ServerCertificate> certificate(Section section) {
    Optional<List<X509Certificate>> chain =
        section
            .required("certificate", "the path of a PEM file: the certificate and its issuers")
            .flatMap(pem::certificates);
    Optional<Field> keyField = section.required("key", "the path of a PEM file");
    section.refuseOthers();
    if (chain.isEmpty() || keyField.isEmpty()) {
      return Optional.empty();
    }
    Optional<PrivateKey> key = pem.key(keyField.get(), chain.get().get(0));
    return key.map(found -> new ServerCertificate(chain.get(), found));
  }

  private static List<String> protocols(Field field) {
    List<String> protocols = new ArrayList<>();
    for (Field item : field.items("a list of " + String.join(", ", KNOWN))) {
      item.text()
          .ifPresent(
              name -> {
                if (!KNOWN.contains(name)) {
                  item.problem("expected one of " + String.join(", ", KNOWN));
                } else if (isOffInJava(name)) {
                  item.problem(
                      "this Java has "
                          + name
                          + " switched off (jdk.tls.disabledAlgorithms); docs/front-door.md tells"
                          + " how to switch it on");
                } else {
                  protocols.add(name);
                }
              });
    }
    return protocols.isEmpty() ? Defaults.TLS_PROTOCOLS : protocols;
  }

  private static boolean isOffInJava(String protocol) {
    String off = Security.getProperty("jdk.tls.disabledAlgorithms");
    return off != null
        && Arrays.stream(off.split(",", -1)).map(String::strip).anyMatch(protocol::equals);
  }

  private static ClientCertificates clients(Field field) {
    for (ClientCertificates one : ClientCertificates.values()) {
      if (field.node() instanceof YamlNode.Scalar scalar
          && scalar.text().equals(one.name().toLowerCase(Locale.ROOT))) {
        return one;
      }
    }
    field.problem("expected none, optional or required");
    return ClientCertificates.NONE;
  }
}
