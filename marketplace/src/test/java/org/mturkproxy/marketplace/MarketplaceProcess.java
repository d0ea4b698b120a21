package org.mturkproxy.marketplace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.mturkproxy.config.MarketplaceConfig;

/** A marketplace in a process of its own, which can be killed. */
final class MarketplaceProcess {

  private final Process process;
  private final URI endpoint;

  private MarketplaceProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static MarketplaceProcess start(Path directory) throws IOException {
    return run(java(directory));
  }

  /** One whose files cannot grow beyond so many blocks of 512 bytes: writing fails from there. */
  static MarketplaceProcess startWithFileLimit(Path directory, int blocks) throws IOException {
    List<String> limited =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
    limited.addAll(java(directory));
    return run(limited);
  }

  private static List<String> java(Path directory) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        MarketplaceProcess.class.getName(),
        directory.toString());
  }

  private static MarketplaceProcess run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    return new MarketplaceProcess(process, URI.create(out.readLine()));
  }

  URI endpoint() {
    return endpoint;
  }

  /** SIGKILL: it gets no chance to finish anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** The process itself. */
  public static void main(String[] arguments) throws InterruptedException {
    Marketplace marketplace =
        Marketplace.start(
            new MarketplaceConfig(
                Optional.of(Path.of(arguments[0])), new BigDecimal("10000"), true, false),
            List.of(TestMarketplace.ALICE),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Clock.systemUTC());
    System.out.println(marketplace.endpoint());
    new CountDownLatch(1).await();
  }
}
