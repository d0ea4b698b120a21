package org.mturkproxy.proxy;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.proxy.upstream.Endpoint;
import org.mturkproxy.proxy.upstream.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says at the start: who can connect where, and where the calls go. */
record Announcement(
    ProxyConfig config,
    Endpoint upstream,
    InetSocketAddress address,
    Optional<InetSocketAddress> tls,
    Optional<InetSocketAddress> admin) {

  private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

  void make() {
    admin.ifPresent(where -> LOG.info("operators: {}", url("http", where)));
    LOG.info("legacy clients: {}", url("http", address));
    if (!address.getAddress().isLoopbackAddress()) {
      LOG.warn(
          "others than this machine can connect to it unencrypted: let listen.host be 127.0.0.1,"
              + " and listen.tls.host theirs");
    }
    tls.ifPresent(where -> LOG.info("the same with TLS: {}", url("https", where)));
    if (config.marketplace().data().isEmpty()
        && config.keys().stream().anyMatch(key -> key.rules().spend().perDay())) {
      LOG.warn("what keys spend on a day is forgotten at the end: marketplace.data is memory");
    }
    tellOfTheUpstream();
  }

  private void tellOfTheUpstream() {
    Environment environment = Environment.of(config.upstream().target());
    if (environment.production()) {
      LOG.warn("****************************************************************");
      LOG.warn("PRODUCTION: calls go to {} and spend REAL MONEY", upstream);
      LOG.warn("****************************************************************");
    } else {
      LOG.info("upstream: {} at {}", environment.word(), upstream);
    }
  }

  static String url(String scheme, InetSocketAddress address) {
    return scheme + "://" + NetUtil.toSocketAddressString(address) + "/";
  }
}
