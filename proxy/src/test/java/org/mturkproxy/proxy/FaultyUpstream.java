package org.mturkproxy.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A modern API that is never well: of twenty answers seven are late, cut off, missing, nonsense,
 * errors or throttling. Which one goes wrong how is always the same.
 */
final class FaultyUpstream implements AutoCloseable {

  private static final String HIT =
      "{\"HITId\":\"3HIT\",\"HITTypeId\":\"3TYPE\",\"CreationTime\":1567545201,\"Title\":\"t\","
          + "\"Reward\":\"0.05\",\"HITStatus\":\"Assignable\",\"Question\":\"q\"}";

  private static final int FAULTS = 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger calls = new AtomicInteger();

  FaultyUpstream() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int calls() {
    return calls.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      switch (calls.incrementAndGet() % FAULTS) {
        case 1, 2 -> {
          Thread.sleep(20);
          right(exchange, target, asked);
        }
        case 3 -> answer(exchange, 500, "{\"__type\":\"ServiceFault\"}");
        case 4 -> answer(exchange, 400, "{\"__type\":\"ThrottlingException\"}");
        case 5 -> cut(exchange);
        case 6 -> answer(exchange, 200, "{\"HIT\":");
        case 7 -> {
          // Ends without a byte.
        }
        default -> right(exchange, target, asked);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void right(HttpExchange exchange, String target, String asked) throws IOException {
    String operation = target.substring(target.indexOf('.') + 1);
    answer(
        exchange,
        200,
        switch (operation) {
          case "GetAccountBalance" -> "{\"AvailableBalance\":\"12.00\"}";
          case "ListHITs" -> page(asked);
          default -> "{\"HIT\":" + HIT + "}";
        });
  }

  /** Three pages. */
  private static String page(String asked) {
    String next = asked.contains("\"three\"") ? "" : asked.contains("\"two\"") ? "three" : "two";
    String token = next.isEmpty() ? "" : ",\"NextToken\":\"" + next + "\"";
    return "{\"NumResults\":2,\"HITs\":[" + HIT + "," + HIT + "]" + token + "}";
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void cut(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
