package org.mturkproxy.proxy.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Understood;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/** Answers over real HTTP, so that commands are tested without the proxy's own inside. */
final class FakeProxy implements Launcher {

  final List<Map<String, String>> calls = new CopyOnWriteArrayList<>();
  final List<ProxyConfig> started = new CopyOnWriteArrayList<>();
  final List<Running> closed = new CopyOnWriteArrayList<>();
  private final String failing;

  /**
   * A proxy that refuses one operation.
   *
   * @param failing its name, or a text that is none
   */
  FakeProxy(String failing) {
    this.failing = failing;
  }

  @Override
  public RunningProxy start(LoadedConfig loaded, Consumer<Exchange> exchanges) throws IOException {
    ProxyConfig config = loaded.config();
    started.add(config);
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(free, 0);
    server.createContext("/", http -> answer(http, config.keys().get(0), exchanges));
    server.start();
    return new RunningProxy() {
      @Override
      public InetSocketAddress address() {
        return server.getAddress();
      }

      @Override
      public List<String> reload(LoadedConfig next) {
        return List.of("port " + next.config().listen().port());
      }

      @Override
      public void close() {
        server.stop(0);
        closed.add(this);
      }
    };
  }

  private void answer(HttpExchange http, KeyConfig key, Consumer<Exchange> exchanges)
      throws IOException {
    String target = http.getRequestURI().toString();
    Map<String, String> query = query(http.getRequestURI().getRawQuery());
    calls.add(query);
    String operation = query.get("Operation");
    String signed = "AWSMechanicalTurkRequester" + operation + query.get("Timestamp");
    boolean valid =
        !operation.equals(failing)
            && new LegacySecret(key.secret().reveal()).verifies(signed, query.get("Signature"));
    byte[] body = xml(operation, valid).getBytes(StandardCharsets.UTF_8);
    Instant now = Instant.EPOCH;
    ByteBuffer none = ByteBuffer.allocate(0);
    exchanges.accept(
        new Exchange(
            new ReceivedRequest(
                "id", now, "", http.getRequestMethod(), target, "", "", "", "", none),
            Understood.NOTHING,
            List.of(leg(operation)),
            new LegacyAnswer(200, Optional.empty(), ByteBuffer.wrap(body)),
            now,
            List.of()));
    http.sendResponseHeaders(200, body.length);
    http.getResponseBody().write(body);
    http.close();
  }

  private static ModernLeg leg(String operation) {
    return new ModernLeg(
        new ModernCall(
            "Modern" + operation,
            new Structure(Map.of("WorkerId", new Text("AZ3456EXAMPLE"))),
            Repeat.FREE),
        new ModernReply(
            new ModernAnswer.Success(JsonNodeFactory.instance.objectNode().put("Answer", 42)), 1),
        Duration.ZERO,
        Duration.ofMillis(7));
  }

  private static String xml(String operation, boolean valid) {
    return "<?xml version=\"1.0\"?>\n<%1$sResponse><Result><Request><IsValid>%2$s</IsValid></Request><HITId>3HIT&amp;%1$s</HITId></Result></%1$sResponse>\n"
        .formatted(operation, valid ? "True" : "False");
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(decode(parts[0]), decode(parts[1]));
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
