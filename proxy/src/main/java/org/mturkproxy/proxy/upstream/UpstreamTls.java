package org.mturkproxy.proxy.upstream;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** TLS towards the upstream. The certificate must be of the host's name, always. */
final class UpstreamTls {

  private UpstreamTls() {}

  /** Trusts what Java trusts. */
  static SslContext trustingJava() {
    return trusting(Optional.empty());
  }

  /** Trusts this certificate only; without one, what Java trusts. */
  static SslContext trusting(Optional<X509Certificate> certificate) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .endpointIdentificationAlgorithm("HTTPS");
    certificate.ifPresent(builder::trustManager);
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }
}
