package org.mturkproxy.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.marketplace.Account;
import org.mturkproxy.marketplace.Marketplace;

/**
 * Twelve clients that each walk the whole list of HITs at once, in pages of 100. To be run with the
 * heap that the product has, {@code -Xmx64m}; a thousand HITs have questions of 60 KiB.
 *
 * <p>Argument: number of HITs (100000 if absent).
 */
public final class ParallelLists {

  private static final int CLIENTS = 12;
  private static final Account ACCOUNT = new Account("AKIDBENCH", new Secret("bench"), "bench");
  private static final Pattern TOKEN = Pattern.compile("\"NextToken\":\"([^\"]*)\"");

  private ParallelLists() {}

  /** Fills a new directory, measures, and deletes it. */
  public static void main(String[] arguments) throws Exception {
    int hits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    Path directory = Files.createTempDirectory("parallel-lists");
    try {
      try (Marketplace marketplace = start(directory);
          RawClient client = new RawClient(marketplace.endpoint(), ACCOUNT)) {
        client.exchange(client.request("CreateHIT", CallCost.CREATE_HIT));
      }
      SizeData.multiply(directory, hits, 0);
      enlarge(directory);
      try (Marketplace marketplace = start(directory)) {
        measure(marketplace.endpoint());
      }
    } finally {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  /** A thousand HITs in a row have large questions. */
  private static void enlarge(Path directory) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("marketplace.db"));
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE hit SET question = question || printf('%61440s', ' ')"
              + " WHERE seq BETWEEN 2000 AND 3000");
    }
  }

  private static void measure(URI endpoint) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    AtomicInteger pages = new AtomicInteger();
    long begin = System.nanoTime();
    List<Future<?>> walks = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      walks.add(
          threads.submit(
              () -> {
                walk(endpoint, pages);
                return pages;
              }));
    }
    for (Future<?> walk : walks) {
      walk.get();
    }
    threads.shutdown();
    Runtime runtime = Runtime.getRuntime();
    System.out.println(
        String.format(
            Locale.ROOT,
            "%d clients, %,d pages in %.1f s; heap %,d of %,d MiB",
            CLIENTS,
            pages.get(),
            (System.nanoTime() - begin) / 1e9,
            (runtime.totalMemory() - runtime.freeMemory()) >> 20,
            runtime.maxMemory() >> 20));
  }

  private static void walk(URI endpoint, AtomicInteger pages) throws IOException {
    try (RawClient client = new RawClient(endpoint, ACCOUNT)) {
      String page = client.exchange(client.request("ListHITs", "{\"MaxResults\":100}"));
      pages.incrementAndGet();
      for (Matcher token = TOKEN.matcher(page); token.find(); token = TOKEN.matcher(page)) {
        String body = "{\"MaxResults\":100,\"NextToken\":\"" + token.group(1) + "\"}";
        page = client.exchange(client.request("ListHITs", body));
        pages.incrementAndGet();
      }
    }
  }

  private static Marketplace start(Path directory) {
    return Marketplace.start(
        new MarketplaceConfig(Optional.of(directory), new BigDecimal("999999999"), false, false),
        List.of(ACCOUNT),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Clock.systemUTC());
  }
}
