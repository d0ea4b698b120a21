package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.config.ConfigException;
import org.mturkproxy.config.ConfigLoader;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.exchange.Exchange;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    header = "Shows what becomes of legacy calls.",
    description = {
      "Makes one call per operation and prints the legacy request, the modern request, the modern",
      "answer and the legacy answer. Everything runs in memory, on free loopback ports, and is gone",
      "afterwards."
    })
final class DemoCommand implements Callable<Integer> {

  /** Of a throw-away pair: nothing outlives this process, and it serves on loopback only. */
  private static final String SECRET = "demonstration";

  private static final String CONFIG =
      """
      listen: {port: 0}
      keys: [{id: DEMO, secret: {env: DEMO_SECRET}}]
      trafficLog: off
      admin: off
      marketplace: {data: memory}
      """;

  private final Launcher launcher;

  @Option(
      names = "--operation",
      paramLabel = "NAME",
      description = "Shows only this operation in full, such as UnblockWorker.")
  private Optional<String> only = Optional.empty();

  @Spec private CommandSpec spec;

  DemoCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws Exception {
    refuseUnknownOperation();
    LoadedConfig config = config();
    KeyConfig key = config.config().keys().get(0);
    BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    try (Running running = launcher.start(config, exchanges::add)) {
      LegacyCaller caller =
          new LegacyCaller(
              running.address(),
              key.id(),
              new LegacySecret(key.secret().reveal()),
              Clock.systemUTC());
      Map<String, String> ids = new HashMap<>();
      for (DemoScript.Step step : DemoScript.STEPS) {
        LegacyXml answer = LegacyXml.parse(caller.call(step.operation(), step.resolved(ids)));
        DemoScript.IDS.forEach(id -> answer.text(id).ifPresent(text -> ids.put(id, text)));
        boolean valid = answer.text("IsValid").equals(Optional.of("True"));
        failed += valid ? 0 : 1;
        print(step.operation(), valid, exchanges.poll(10, TimeUnit.SECONDS), out);
      }
    }
    out.printf("%d legacy calls, %d failed%n", DemoScript.STEPS.size(), failed);
    out.flush();
    return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void print(String operation, boolean valid, Exchange exchange, PrintWriter out)
      throws Exception {
    if (exchange == null) {
      throw new IllegalStateException("the exchange of " + operation + " was not recorded");
    }
    String modern =
        String.join(", ", exchange.legs().stream().map(leg -> leg.call().operation()).toList());
    out.printf("%s -> %s: %s%n", operation, modern, valid ? "ok" : "FAILED");
    if (only.isEmpty() || only.get().equals(operation) || !valid) {
      new ExchangePrinter(out).print(exchange);
    }
  }

  private void refuseUnknownOperation() {
    List<String> known = DemoScript.STEPS.stream().map(DemoScript.Step::operation).toList();
    if (only.isPresent() && !known.contains(only.get())) {
      throw new ParameterException(
          spec.commandLine(),
          "--operation %s: expected one of %s".formatted(only.get(), String.join(", ", known)));
    }
  }

  /**
   * Read as an operator's is, so that the class archive made by this command has what that needs.
   */
  private static LoadedConfig config() throws IOException, ConfigException {
    return new ConfigLoader(
            name -> Optional.of(SECRET).filter(secret -> name.equals("DEMO_SECRET")))
        .parse(CONFIG, "demo", Path.of(""))
        .ready();
  }
}
