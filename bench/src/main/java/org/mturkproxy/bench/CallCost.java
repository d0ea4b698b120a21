package org.mturkproxy.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.marketplace.Account;
import org.mturkproxy.marketplace.Marketplace;

/**
 * Measures what a call costs the marketplace in processor time, user and system, of the whole
 * process but for the client's thread. Each request is signed once and sent again and again over
 * one connection.
 *
 * <p>Arguments: {@code memory} or {@code disk}, and how many calls of each kind (20000 if absent).
 */
public final class CallCost {

  private static final Account ACCOUNT = new Account("AKIDBENCH", new Secret("bench"), "bench");

  private final RawClient client;

  private CallCost(RawClient client) {
    this.client = client;
  }

  /** Measures a new marketplace, and deletes it. */
  public static void main(String[] arguments) throws IOException {
    boolean disk = arguments.length > 0 && arguments[0].equals("disk");
    int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
    Path directory = Files.createTempDirectory("call-cost");
    try (Marketplace marketplace =
        Marketplace.start(
            new MarketplaceConfig(
                disk ? Optional.of(directory) : Optional.empty(),
                new BigDecimal("999999999"),
                false,
                false),
            List.of(ACCOUNT),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Clock.systemUTC())) {
      try (RawClient client = new RawClient(marketplace.endpoint(), ACCOUNT)) {
        new CallCost(client).measure(calls, disk ? "file" : "memory");
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

  private void measure(int calls, String store) throws IOException {
    byte[] create = client.request("CreateHIT", CREATE_HIT);
    String hit = client.exchange(create).replaceAll("(?s).*\"HITId\":\"([^\"]*)\".*", "$1");
    Map<String, List<byte[]>> measured = new LinkedHashMap<>();
    measured.put("GetAccountBalance", List.of(client.request("GetAccountBalance", "{}")));
    measured.put("GetHIT", List.of(client.request("GetHIT", "{\"HITId\":\"" + hit + "\"}")));
    measured.put(
        "Create- and DeleteWorkerBlock",
        List.of(
            client.request("CreateWorkerBlock", "{\"WorkerId\":\"A1\",\"Reason\":\"r\"}"),
            client.request("DeleteWorkerBlock", "{\"WorkerId\":\"A1\"}")));
    measured.put("CreateHIT", List.of(create));
    for (var each : measured.entrySet()) {
      run(each.getValue(), calls / 2);
      long cpu = run(each.getValue(), calls);
      System.out.println(
          String.format(
              Locale.ROOT,
              "%s, %s: %.0f µs of processor time per call",
              store,
              each.getKey(),
              cpu / 1e3 / calls));
    }
  }

  /** The requests in turn, so many together; nanoseconds of the process but for this thread. */
  private long run(List<byte[]> requests, int calls) throws IOException {
    long before = othersCpu();
    for (int i = 0; i < calls; i++) {
      client.exchange(requests.get(i % requests.size()));
    }
    return othersCpu() - before;
  }

  private static long othersCpu() {
    long process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    return process - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** A HIT with a short question. */
  static final String CREATE_HIT =
      "{\"Title\":\"Tag a photo\",\"Description\":\"Choose tags\",\"Reward\":\"0.05\","
          + "\"LifetimeInSeconds\":31536000,\"AssignmentDurationInSeconds\":600,\"Question\":"
          + "\"<ExternalQuestion xmlns=\\\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd\\\">"
          + "<ExternalURL>https://example.com/</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>\"}";
}
