package org.mturkproxy.proxy.server;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.regex.Pattern;

/** Where a client sees this server: scheme, host and port. */
final class Origin {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._\\-]+(:[0-9]{1,5})?");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");

  private Origin() {}

  /**
   * The origin of a request.
   *
   * @param host its {@code Host} header; where that is absent (HTTP/1.0) or no host, the address
   *     that the connection came to counts
   */
  static String of(Channel channel, String host) {
    String scheme = channel.pipeline().get(SslHandler.class) == null ? "http" : "https";
    boolean usable = HOST.matcher(host).matches() || IPV6.matcher(host).matches();
    return scheme + "://" + (usable ? host : address(channel.localAddress()));
  }

  private static String address(SocketAddress local) {
    if (!(local instanceof InetSocketAddress inet)) {
      return "localhost";
    }
    String address = inet.getAddress().getHostAddress();
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + inet.getPort();
  }
}
