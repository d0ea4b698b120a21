package org.mturkproxy.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.mturkproxy.proxy.server.RawConnection;

/** Clients of every kind in turn: good ones, and such as hang up, talk nonsense, or come again. */
final class SoakClients {

  static final String KEY = "AKIASOAK";
  static final String SECRET = "secret of the soak";

  private static final Pattern OUTCOME =
      Pattern.compile("<Code>([^<]+)</Code>|<IsValid>(True)</IsValid>");

  private final ProxyRuntime proxy;
  private final SSLSocketFactory tls;
  private final Map<String, AtomicLong> outcomes = new ConcurrentHashMap<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

  SoakClients(ProxyRuntime proxy, SSLSocketFactory tls) {
    this.proxy = proxy;
    this.tls = tls;
  }

  /** What was answered how often. */
  Map<String, Long> outcomes() {
    Map<String, Long> counted = new TreeMap<>();
    outcomes.forEach((outcome, count) -> counted.put(outcome, count.get()));
    return counted;
  }

  /** Answers that no client should ever get. */
  Queue<String> unexpected() {
    return unexpected;
  }

  /** One visit of the kind that this number has. */
  void visit(int number) throws IOException {
    switch (number % 10) {
      case 0, 1 -> several();
      case 2 -> list(number);
      case 3 -> create(number);
      case 4 -> hangUpBeforeTheAnswer(number);
      case 5 -> hangUpInsideTheRequest();
      case 6 -> talkNonsense();
      case 7 -> overTls();
      case 8 -> withAWrongSignature();
      default -> operate();
    }
  }

  private RawConnection connection() throws IOException {
    return new RawConnection(proxy.address().getPort());
  }

  private static String call(String operation, String parameters) {
    return SignedCall.request(KEY, SECRET, operation, parameters);
  }

  private void several() throws IOException {
    try (RawConnection client = connection()) {
      for (int i = 0; i < 5; i++) {
        note("read", client.send(call("GetAccountBalance", "")).answer());
      }
    }
  }

  private void list(int number) throws IOException {
    try (RawConnection client = connection()) {
      String page = "&PageSize=2&PageNumber=" + (1 + number / 10 % 3);
      note("list", client.send(call("SearchHITs", page)).answer());
    }
  }

  private void create(int number) throws IOException {
    try (RawConnection client = connection()) {
      note("write", client.send(call("CreateHIT", hit(number))).answer());
    }
  }

  private static String hit(int number) {
    return "&HITTypeId=3TYPE&LifetimeInSeconds=60&Question=q" + number;
  }

  private void hangUpBeforeTheAnswer(int number) throws IOException {
    try (RawConnection client = connection()) {
      client.send(number % 20 < 10 ? call("CreateHIT", hit(number)) : call("SearchHITs", ""));
    }
  }

  private void hangUpInsideTheRequest() throws IOException {
    try (RawConnection client = connection()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\nOperation=Get");
    }
  }

  private void talkNonsense() throws IOException {
    try (RawConnection client = connection()) {
      client.send("GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
      note("nonsense", client.answer());
    }
  }

  private void overTls() throws IOException {
    int port = proxy.tlsAddress().orElseThrow().getPort();
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    plain.setSoTimeout(60_000);
    try (Socket socket = tls.createSocket(plain, "localhost", port, true)) {
      RawConnection client = RawConnection.over(socket);
      note("read", client.send(call("GetAccountBalance", "")).answer());
    }
  }

  private void withAWrongSignature() throws IOException {
    try (RawConnection client = connection()) {
      String request = SignedCall.request(KEY, "not the secret", "GetAccountBalance", "");
      note("forged", client.send(request).answer());
    }
  }

  private void operate() throws IOException {
    try (RawConnection client = new RawConnection(proxy.adminAddress().orElseThrow().getPort())) {
      client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
      if (!client.answer()[1].contains("mturkproxy_connections")) {
        unexpected.add("metrics without connections");
      }
    }
  }

  private void note(String kind, String[] answer) {
    Matcher matcher = OUTCOME.matcher(answer[1]);
    String outcome =
        !matcher.find() ? "nothing" : matcher.group(1) != null ? matcher.group(1) : "True";
    outcomes.computeIfAbsent(kind + ": " + outcome, any -> new AtomicLong()).incrementAndGet();
    boolean expected =
        switch (kind) {
          case "read", "list" -> outcome.matches("True|ServiceUnavailable");
          case "write" -> outcome.matches("True|ServiceUnavailable|PROXY.OutcomeUnknown");
          case "forged" -> outcome.equals("AWS.NotAuthorized");
          default -> answer[0].startsWith("http/1.1 400 ");
        };
    if (!expected) {
      unexpected.add(kind + ": " + answer[0] + answer[1]);
    }
  }
}
