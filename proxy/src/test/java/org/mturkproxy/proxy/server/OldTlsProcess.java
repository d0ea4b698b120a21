package org.mturkproxy.proxy.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.mturkproxy.config.ClientCertificates;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.ServerCertificate;
import org.mturkproxy.config.TlsConfig;
import org.mturkproxy.proxy.certificates.TestAuthority;
import org.mturkproxy.proxy.transport.EventLoops;

/**
 * A listener that speaks the versions of TLS that its first argument names, and clients that each
 * speak one of the others: prints what each of them got. In a process of its own, because Java
 * reads once which versions are switched off.
 */
final class OldTlsProcess {

  private OldTlsProcess() {}

  public static void main(String[] versions) throws Exception {
    List<String> spoken = List.of(versions[0].split("\\+", -1));
    try (TestAuthority authority = new TestAuthority()) {
      ServerCertificate certificate = authority.issue("localhost", "localhost");
      TlsConfig tls =
          new TlsConfig(
              "127.0.0.1", 0, List.of(certificate), spoken, ClientCertificates.NONE, List.of());
      ListenConfig listen =
          new ListenConfig("127.0.0.1", 0, Requests.MAX_URL, Requests.MAX_BODY).withTls(tls);
      EventLoops loops = EventLoops.start(1);
      ProxyServer server =
          ProxyServer.start(listen, loops, Requests.ECHO, exchange -> {}, Requests.CLOCK);
      for (String version : List.of(versions).subList(1, versions.length)) {
        int port = server.tlsAddress().orElseThrow().getPort();
        System.out.println(version + ": " + ask(authority, port, version));
      }
      server.close();
      loops.close();
    }
  }

  private static String ask(TestAuthority authority, int port, String version) throws Exception {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    plain.setSoTimeout(20_000);
    try (SSLSocket socket =
        (SSLSocket) authority.sockets().createSocket(plain, "localhost", port, true)) {
      socket.setEnabledProtocols(new String[] {version});
      RawConnection client = RawConnection.over(socket);
      String body = client.send("GET /?A=b HTTP/1.1\r\nHost: localhost\r\n\r\n").answer()[1];
      return body.strip() + " over " + socket.getSession().getProtocol();
    } catch (IOException e) {
      return "nothing";
    }
  }
}
