package org.mturkproxy.proxy.server;

import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLException;
import org.mturkproxy.config.ServerCertificate;
import org.mturkproxy.config.TlsConfig;

/**
 * TLS as it is configured now; immutable. A connection keeps the one that it began with, so that
 * certificates can be changed without cutting anybody off.
 *
 * <p>The certificate is chosen by the host that the client names (SNI, RFC 6066 section 3): first
 * by the common name, because old clients look at nothing else (clients.md S6), then by the
 * alternative names. A client that names none, as boto does, gets the first (clients.md R6).
 */
final class ServerTls {

  /** Far more than a ClientHello needs. */
  private static final int LONGEST_HELLO = 16 * 1024;

  private static final int SECONDS_TO_SHAKE_HANDS = 10;

  /** RFC 5280 section 4.2.1.6: the number of dNSName, which the JDK gives no name. */
  private static final Integer DNS_NAME = 2;

  private final Map<String, SslContext> byName = new HashMap<>();
  private final SslContext otherwise;

  private ServerTls(TlsConfig config) throws SSLException {
    Map<String, SslContext> alternatives = new HashMap<>();
    SslContext first = null;
    for (ServerCertificate certificate : config.certificates()) {
      SslContext context = context(certificate, config);
      first = first == null ? context : first;
      commonName(certificate.certificate())
          .ifPresent(name -> byName.putIfAbsent(withoutPort(name), context));
      for (String name : alternativeNames(certificate.certificate())) {
        alternatives.putIfAbsent(name, context);
      }
    }
    alternatives.forEach(byName::putIfAbsent);
    otherwise = first;
  }

  /**
   * Prepares it.
   *
   * @throws IllegalArgumentException if Java cannot use what is configured
   */
  static ServerTls of(TlsConfig config) {
    try {
      return new ServerTls(config);
    } catch (SSLException e) {
      throw new IllegalArgumentException("listen.tls cannot be used: " + e.getMessage(), e);
    }
  }

  /** Speaks TLS on a connection. */
  ChannelHandler handler() {
    return new SniHandler(this::forHost, LONGEST_HELLO, SECONDS_TO_SHAKE_HANDS * 1000L);
  }

  /** The certificate for the host that a client names; null stands for none. */
  private SslContext forHost(String named) {
    if (named == null) {
      return otherwise;
    }
    String host = named.toLowerCase(Locale.ROOT);
    SslContext exact = byName.get(host);
    return exact != null ? exact : byName.getOrDefault(host.replaceFirst("^[^.]+", "*"), otherwise);
  }

  private static SslContext context(ServerCertificate certificate, TlsConfig config)
      throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(certificate.key(), certificate.chain())
            .sslProvider(SslProvider.JDK)
            .protocols(config.protocols())
            .clientAuth(
                switch (config.clientCertificates()) {
                  case NONE -> ClientAuth.NONE;
                  case OPTIONAL -> ClientAuth.OPTIONAL;
                  case REQUIRED -> ClientAuth.REQUIRE;
                });
    if (!config.clientAuthorities().isEmpty()) {
      builder.trustManager(config.clientAuthorities());
    }
    return builder.build();
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(value -> value.toString().toLowerCase(Locale.ROOT))
              .findFirst();
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }

  /** Perl compares the common name with host and port, away from port 443 (clients.md R6). */
  private static String withoutPort(String name) {
    return name.replaceFirst(":[0-9]+$", "");
  }

  private static List<String> alternativeNames(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
          .flatMap(names -> names.stream())
          .filter(name -> name.get(0).equals(DNS_NAME))
          .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
