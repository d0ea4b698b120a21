package org.mturkproxy.proxy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.config.ClientCertificates;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.ServerCertificate;
import org.mturkproxy.config.TlsConfig;
import org.mturkproxy.proxy.certificates.TestAuthority;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.translator.exchange.Exchange;

/** TLS on its own port, and inside of CONNECT. */
class TlsListenerTest {

  private static final String LEGACY = "mechanicalturk.amazonaws.com";

  private static TestAuthority authority;
  private static ServerCertificate legacy;
  private static ServerCertificate local;

  private final Queue<Exchange> recorded = new ConcurrentLinkedQueue<>();
  private EventLoops loops;
  private ProxyServer server;

  @BeforeAll
  static void issue() throws Exception {
    authority = new TestAuthority();
    legacy = authority.issue(LEGACY, LEGACY, "*.turk.example.org", "127.0.0.1");
    local = authority.issue("localhost", "localhost", LEGACY, "127.0.0.1");
  }

  @AfterAll
  static void close() throws Exception {
    authority.close();
  }

  @BeforeEach
  void start() throws IOException {
    loops = EventLoops.start(2);
    server = start(listen(ClientCertificates.NONE, legacy, local));
  }

  private ProxyServer start(ListenConfig listen) throws IOException {
    return ProxyServer.start(listen, loops, Requests.ECHO, recorded::add, Requests.CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
    loops.close();
  }

  private static ListenConfig listen(ClientCertificates clients, ServerCertificate... shown) {
    TlsConfig tls =
        new TlsConfig(
            "127.0.0.1",
            0,
            List.of(shown),
            List.of("TLSv1.3", "TLSv1.2"),
            clients,
            List.of(legacy.chain().get(1)));
    return new ListenConfig("127.0.0.1", 0, Requests.MAX_URL, Requests.MAX_BODY).withTls(tls);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void answersOverBothModernVersions(String version) throws Exception {
    try (SSLSocket socket = connect(LEGACY)) {
      socket.setEnabledProtocols(new String[] {version});
      assertEquals("GET /?A=b ", get(socket, "/?A=b"));
      assertEquals("GET /?A=c ", get(socket, "/?A=c"));
      assertEquals(version, socket.getSession().getProtocol());
    }
    assertEquals(2, recorded.size());
  }

  /** By common name first: both are for the legacy host, and old clients look at nothing else. */
  @ParameterizedTest
  @CsvSource({
    "mechanicalturk.amazonaws.com, CN=mechanicalturk.amazonaws.com",
    "MechanicalTurk.Amazonaws.Com, CN=mechanicalturk.amazonaws.com",
    "localhost, CN=localhost",
    "any.turk.example.org, CN=mechanicalturk.amazonaws.com",
    "elsewhere.example, CN=mechanicalturk.amazonaws.com",
    ", CN=mechanicalturk.amazonaws.com",
  })
  void showsTheCertificateOfTheHostThatIsNamedElseTheFirst(String host, String subject)
      throws Exception {
    try (SSLSocket socket = connect(host)) {
      assertEquals(subject, subject(socket));
    }
  }

  @Test
  void swapsCertificatesWithoutCuttingAnybodyOff() throws Exception {
    try (SSLSocket before = connect(LEGACY)) {
      assertEquals("GET /1 ", get(before, "/1"));
      server.reload(listen(ClientCertificates.NONE, local));
      try (SSLSocket after = connect(null)) {
        assertEquals("CN=localhost", subject(after));
        assertEquals("GET /2 ", get(after, "/2"));
      }
      assertEquals("GET /3 ", get(before, "/3"));
      assertEquals("CN=" + LEGACY, subject(before));
    }
  }

  @Test
  void withoutACertificateOfItsOwnAClientGetsNothingWhereOneIsRequired() throws Exception {
    server.close();
    server = start(listen(ClientCertificates.REQUIRED, legacy));
    try (SSLSocket socket = connect(LEGACY)) {
      // An alert, or the end of the connection, whichever the client sees first.
      assertThrows(IOException.class, () -> get(socket, "/"));
    }
    server.close();
    server = start(listen(ClientCertificates.OPTIONAL, legacy));
    try (SSLSocket socket = connect(LEGACY)) {
      assertEquals("GET / ", get(socket, "/"));
    }
    assertEquals(1, recorded.size());
  }

  @Test
  void aClientCertificateCountsWhereItsAuthorityIsConfigured() throws Exception {
    server.close();
    server = start(listen(ClientCertificates.REQUIRED, legacy));
    try (TestAuthority stranger = new TestAuthority()) {
      try (SSLSocket known = connect(authority.socketsShowing(authority, "worker"), LEGACY)) {
        assertEquals("GET /1 ", get(known, "/1"));
      }
      try (SSLSocket unknown = connect(authority.socketsShowing(stranger, "worker"), LEGACY)) {
        assertThrows(IOException.class, () -> get(unknown, "/2"));
      }
    }
    assertEquals(1, recorded.size());
  }

  /** For clients that only know proxy settings. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mechanicalturk.amazonaws.com:443",
        "mechanicalturk.sandbox.amazonaws.com:443",
        "MechanicalTurk.AmazonAWS.com:443"
      })
  void isTheLegacyHostAfterConnect(String target) throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
      assertEquals("http/1.1 200 connection established\r\n\r\n", client.headOnly());
      try (SSLSocket socket = layered(client.socket(), LEGACY)) {
        assertEquals("CN=" + LEGACY, subject(socket));
        assertEquals("GET /1 ", get(socket, "/1"));
        assertEquals("GET /2 ", get(socket, "/2"));
      }
    }
    assertEquals(2, recorded.size());
  }

  @Test
  void speaksPlainHttpAfterConnectToPort80() throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(
          "CONNECT mechanicalturk.amazonaws.com:80 HTTP/1.1\r\n\r\nGET /1 HTTP/1.1\r\n\r\n");
      assertEquals("http/1.1 200 connection established\r\n\r\n", client.headOnly());
      assertEquals("GET /1 ", client.answer()[1]);
      String nested =
          client.send("CONNECT mechanicalturk.amazonaws.com:80 HTTP/1.1\r\n\r\n").answer()[0];
      assertTrue(nested.startsWith("http/1.1 403 forbidden\r\n"), nested);
    }
  }

  /** It is no way to anywhere else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com:443",
        "mechanicalturk.amazonaws.com:22",
        "mechanicalturk.amazonaws.com",
        "mechanicalturk.amazonaws.com.example.com:443",
        "127.0.0.1:443",
        "localhost:443",
        "user@mechanicalturk.amazonaws.com:443",
        "/",
      })
  void connectsToNobodyElse(String target) throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      String[] answer = client.send("CONNECT " + target + " HTTP/1.1\r\n\r\n").answer();
      assertTrue(answer[0].startsWith("http/1.1 403 forbidden\r\n"), answer[0]);
      assertTrue(answer[1].contains("CONNECT leads to the legacy hosts only"), answer[1]);
    }
  }

  @Test
  void saysNoToConnectWhereThereIsNoCertificate() throws Exception {
    server.close();
    server = start(Requests.LISTEN);
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("CONNECT mechanicalturk.amazonaws.com:443 HTTP/1.1\r\n\r\n");
      assertTrue(client.answer()[0].startsWith("http/1.1 403 forbidden\r\n"));
    }
  }

  private SSLSocket connect(String host) throws Exception {
    return connect(authority.sockets(), host);
  }

  private SSLSocket connect(SSLSocketFactory sockets, String host) throws Exception {
    InetSocketAddress address = server.tlsAddress().orElseThrow();
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
    return layered(sockets, plain, host);
  }

  private static SSLSocket layered(Socket plain, String host) throws Exception {
    return layered(authority.sockets(), plain, host);
  }

  private static SSLSocket layered(SSLSocketFactory sockets, Socket plain, String host)
      throws Exception {
    plain.setSoTimeout(20_000);
    SSLSocket socket = (SSLSocket) sockets.createSocket(plain, null, 0, true);
    if (host != null) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(host)));
      socket.setSSLParameters(parameters);
    }
    return socket;
  }

  private static String get(SSLSocket socket, String path) throws IOException {
    return RawConnection.over(socket)
        .send("GET " + path + " HTTP/1.1\r\nHost: " + LEGACY + "\r\n\r\n")
        .answer()[1];
  }

  private static String subject(SSLSocket socket) throws IOException {
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
        .getSubjectX500Principal()
        .getName();
  }
}
