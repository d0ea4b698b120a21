package org.mturkproxy.config;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where legacy clients connect with TLS, besides the plain port.
 *
 * @param host address to bind
 * @param port TCP port; 0 takes a free one
 * @param certificates at least one; the first is for clients that name no host, or one that none is
 *     for
 * @param protocols the versions spoken, such as {@code TLSv1.3}
 * @param clientCertificates whether clients show certificates
 * @param clientAuthorities who may have issued those
 */
public record TlsConfig(
    String host,
    int port,
    List<ServerCertificate> certificates,
    List<String> protocols,
    ClientCertificates clientCertificates,
    List<X509Certificate> clientAuthorities) {

  public TlsConfig {
    certificates = List.copyOf(certificates);
    protocols = List.copyOf(protocols);
    clientAuthorities = List.copyOf(clientAuthorities);
  }

  /** The same, bound elsewhere. */
  public TlsConfig at(String otherHost, int otherPort) {
    return new TlsConfig(
        otherHost, otherPort, certificates, protocols, clientCertificates, clientAuthorities);
  }
}
