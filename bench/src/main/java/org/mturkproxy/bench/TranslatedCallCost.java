package org.mturkproxy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.mturkproxy.translator.authentication.LegacySecret;

/**
 * Measures what a translated call costs the proxy in processor time, user and system: with the
 * traffic log off, as JSON lines, and in the store. Three installed proxies stand side by side, and
 * are called in turns, so that whatever else the machine does meets all alike. Client and upstream
 * are this process, and are not counted; metrics are on.
 *
 * <p>Arguments: the launcher, calls of each turn (20000 if absent), turns (5), connections (8).
 */
public final class TranslatedCallCost {

  private static final String OPERATION = "UnblockWorker";

  private final String name;
  private final InstalledProxy proxy;
  private final List<RawClient> clients = new ArrayList<>();
  private long nanos;

  private TranslatedCallCost(String name, InstalledProxy proxy, int connections)
      throws IOException {
    this.name = name;
    this.proxy = proxy;
    for (int i = 0; i < connections; i++) {
      clients.add(
          new RawClient(URI.create("http://127.0.0.1:" + proxy.port()), MarketplaceSize.ACCOUNT));
    }
  }

  /** Measures, and deletes what it wrote. */
  public static void main(String[] arguments) throws Exception {
    Path launcher = Path.of(arguments[0]);
    int calls = argument(arguments, 1, 20_000);
    int turns = argument(arguments, 2, 5);
    int connections = argument(arguments, 3, 8);
    Map<String, String> logs = new LinkedHashMap<>();
    logs.put("off", "trafficLog: off");
    logs.put("JSON lines", "trafficLog: {file: traffic.jsonl}");
    logs.put("SQLite", "trafficLog: {store: traffic.db}");
    Path directory = Files.createTempDirectory("translated-call-cost");
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    List<TranslatedCallCost> all = new ArrayList<>();
    try (CannedUpstream upstream = new CannedUpstream("{}")) {
      for (Map.Entry<String, String> log : logs.entrySet()) {
        Path own = Files.createDirectory(directory.resolve("log" + all.size()));
        InstalledProxy proxy = new InstalledProxy(launcher, own, upstream.port(), log.getValue());
        all.add(new TranslatedCallCost(log.getKey(), proxy, connections));
      }
      for (int turn = -1; turn < turns; turn++) {
        for (TranslatedCallCost one : all) {
          one.turn(calls, threads, turn >= 0);
        }
      }
      for (TranslatedCallCost one : all) {
        one.print((long) calls * turns, all.get(0).nanos);
      }
    } finally {
      threads.shutdownNow();
      for (TranslatedCallCost one : all) {
        one.proxy.close();
      }
      delete(directory);
    }
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }

  /** Begins and ends at rest, so that no turn pays for what another left to be written. */
  private void turn(int calls, ExecutorService threads, boolean counts) throws Exception {
    byte[] request = request();
    int each = calls / clients.size();
    long before = proxy.cpu();
    List<Callable<Void>> work = new ArrayList<>();
    for (RawClient client : clients) {
      work.add(
          () -> {
            for (int i = 0; i < each; i++) {
              client.exchange(request);
            }
            return null;
          });
    }
    for (Future<Void> done : threads.invokeAll(work)) {
      done.get();
    }
    Thread.sleep(500);
    nanos += counts ? proxy.cpu() - before : 0;
  }

  private void print(long calls, long off) throws IOException {
    MarketplaceSize.print(
        "traffic log %s: %.1f µs of processor time per call, %.2f times as much as off; %d MiB",
        name, nanos / 1e3 / calls, (double) nanos / off, proxy.resident());
  }

  private static byte[] request() {
    String timestamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String signature =
        new LegacySecret(InstalledProxy.SECRET)
            .sign("AWSMechanicalTurkRequester" + OPERATION + timestamp);
    String query =
        "Service=AWSMechanicalTurkRequester&Version=2014-08-15&Operation="
            + OPERATION
            + "&AWSAccessKeyId="
            + InstalledProxy.KEY
            + "&Timestamp="
            + timestamp
            + "&Signature="
            + URLEncoder.encode(signature, UTF_8)
            + "&WorkerId=A1EXAMPLEWORKER";
    return ("GET /?" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(UTF_8);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
