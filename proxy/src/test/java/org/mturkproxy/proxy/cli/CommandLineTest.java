package org.mturkproxy.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users type, what they are told, and the exit codes. */
class CommandLineTest {

  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  @TempDir Path home;
  private final FakeProxy proxy = new FakeProxy("none");
  private Terminal terminal;

  @BeforeEach
  void open() {
    terminal = new Terminal(home, proxy);
  }

  @Test
  void helpNamesTheCommands() {
    assertEquals(0, terminal.run("--help"));
    for (String command : List.of("serve", "marketplace", "demo", "check", "report", "export")) {
      assertTrue(terminal.out().contains("\n  " + command + " "), terminal.out());
    }
  }

  @Test
  void versionIsTheBuilds() {
    assertEquals(0, terminal.run("--version"));
    assertTrue(terminal.out().matches("mturk-proxy [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\\R"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                  | which command?",
        "serf                | Unmatched argument at index 0: 'serf'",
        "serve --nope        | Unknown option: '--nope'",
        "marketplace here    | Unmatched argument at index 1: 'here'",
        "serve --config      | Missing required parameter for option '--config' (FILE)",
        "check one           | Unmatched argument at index 1: 'one'",
      })
  void aWrongCommandLineIsToldAndEndsWithTwo(String line, String message) {
    assertEquals(2, terminal.run(line.isEmpty() ? new String[0] : line.split(" ")));
    assertTrue(terminal.err().startsWith(message + "\n"), terminal.err());
    assertTrue(
        terminal.err().matches("(?s).*(Usage: mturk-proxy|Did you mean: ).*"), terminal.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "marketplace", "check", "check --marketplace"})
  void aWrongConfigurationIsToldWithoutAStackTraceAndEndsWithOne(String command) throws Exception {
    Path file = write("turk.yaml", "listen: {hots: x}\nupstream: {budget: soon}\n");

    assertEquals(1, terminal.run((command + " --config " + file).split(" ")));

    assertEquals(
        """
        %1$s:1:10: listen.hots: unknown key; known here: host, port, maxUrlBytes, maxBodyBytes, publicUrl, maxConnections, maxConnectionsPerAddress, headTimeout, requestTimeout, idleTimeout, tls
        %1$s:2:20: upstream.budget: expected a length of time from 1ms to 10m, such as 500ms, 3s or 2m
        """
            .formatted(file),
        terminal.err());
    assertEquals("", terminal.out());
    assertEquals(List.of(), proxy.started);
  }

  @Test
  void theConfigurationIsTheOneNamedOrOfTheEnvironmentOrInstalled() throws Exception {
    assertEquals("none: the defaults", configuration());
    Path installed = write("conf/mturk-proxy.yaml", "");
    assertEquals(installed.toString(), configuration());
    Path ofEnvironment = write("environment.yaml", "");
    terminal.environment.put("MTURK_PROXY_CONFIG", ofEnvironment.toString());
    assertEquals(ofEnvironment.toString(), configuration());
    Path named = write("named.yaml", "");
    assertEquals(named.toString(), configuration("--config", named.toString()));
  }

  private String configuration(String... options) {
    Terminal fresh = new Terminal(home, proxy);
    fresh.environment.putAll(terminal.environment);
    String[] line = new String[options.length + 1];
    line[0] = "check";
    System.arraycopy(options, 0, line, 1, options.length);
    assertEquals(0, fresh.run(line), fresh.err());
    return fresh.out().lines().findFirst().orElseThrow().replaceFirst("configuration +", "");
  }

  @Test
  void checkShowsWhatWouldBeUsedButNoSecretAndTouchesNothing() throws Exception {
    terminal.environment.put("ONE", SECRET);
    terminal.environment.put("TOKEN", SECRET + "TOKEN");
    Path file =
        write(
            "turk.yaml",
            """
            listen: {host: 0.0.0.0, port: 0}
            upstream: {target: production, budget: 1500ms}
            trafficLog: stdout
            admin: {host: '::1', port: 1, hosts: [Turk.example.org, a]}
            shutdown: {delay: 5s}
            keys:
              - {id: A, secret: {env: ONE}}
              - id: B
                secret: {env: ONE}
                upstream: default
                operations: [GetHIT, SearchHITs]
                environments: [production, sandbox]
                limits: {concurrency: 2, waiting: 0, wait: 2s, perSecond: 5, burst: 9}
              - {id: C, secret: {env: ONE}, upstream: {profile: turk}}
              - id: D
                secret: {env: ONE}
                upstream: {accessKeyId: E, secret: {env: ONE}, sessionToken: {env: TOKEN}}
            """);

    assertEquals(0, terminal.run("check", "--config", file.toString()), terminal.err());

    assertEquals(
        """
        configuration  %s
        listen         0.0.0.0 port 0 (any free one); URLs up to 1048576 bytes, bodies up to 4194304
        connections    up to 512, from one address 256; head within 20s, request within 2m, idle up to 5m
        upstream       PRODUCTION: Amazon's service, real money; signed for us-east-1/mturk-requester; connect 3s, read 20s, budget 1500ms; up to 64 connections
        traffic log    standard output
        admin          ::1 port 1; also as a, turk.example.org
        shutdown       after 5s, calls under way have 55s
        lists          kept for 30s, in up to 12582912 bytes; statistics: exact
        signatures     enforce; a wrong one is explained to clients: loopback
        access key     A; upstream: the same
        access key     B; upstream: AWS default chain
        access key     C; upstream: AWS profile turk
        access key     D; upstream: E with session token
        rules          A: all operations; 16 modern calls at once, 256 more wait up to 10s
        rules          B: GetHIT, SearchHITs; only in production, sandbox; 2 modern calls at once, 0 more wait up to 2s, 5 a second, 9 after a pause
        rules          C: all operations; 16 modern calls at once, 256 more wait up to 10s
        rules          D: all operations; 16 modern calls at once, 256 more wait up to 10s
        """
            .formatted(file),
        terminal.out());
    assertEquals(List.of(), proxy.started);
    assertFalse((terminal.out() + terminal.err()).contains(SECRET));
  }

  @Test
  void checkShowsTheMarketplaceBesideTheProxyAndAlone() throws Exception {
    terminal.environment.put("ONE", SECRET);
    write("tag.html", "<p>${tag}</p>");
    Path file =
        write(
            "turk.yaml",
            """
            keys: [{id: A, secret: {env: ONE}}]
            trafficLog: off
            admin: off
            marketplace:
              data: memory
              workerApi: true
              listen: {port: 0}
              accounts: [{accessKeyId: M, secret: {env: ONE}, account: A}]
              layouts:
                - {id: 3TAG, file: tag.html, frameHeight: 450}
                - {id: 3ALL, file: tag.html}
              publicUrl: https://turk.example.org
              notifications:
                sqsEndpoint: http://127.0.0.1:4566
                destinations: [{account: A, allow: [one, two]}, {allow: ['all-*']}]
            """);
    String marketplace =
        """
        marketplace    in memory, gone at the end; new accounts have 10000.00 USD; worker API
        modern API     127.0.0.1 port 0 (any free one)
        public URL     https://turk.example.org
        HIT layout     3TAG; 450 pixels high
        HIT layout     3ALL; the whole window
        notifications  SQS at http://127.0.0.1:4566, SNS at Amazon; signed for us-east-1 by AWS default chain
        destinations   A: one, two
        destinations   everybody: all-*
        modern key     M; account A
        """;

    assertEquals(0, terminal.run("check", "--config", file.toString()), terminal.err());
    assertTrue(
        terminal
            .out()
            .endsWith(
                marketplace
                    + """
                    traffic log    off
                    admin          off
                    shutdown       after 0s, calls under way have 55s
                    lists          kept for 30s, in up to 12582912 bytes; statistics: exact
                    signatures     enforce; a wrong one is explained to clients: loopback
                    access key     A; upstream: the same
                    rules          A: all operations; 16 modern calls at once, 256 more wait up to 10s
                    """),
        terminal.out());

    Terminal alone = new Terminal(home, proxy);
    alone.environment.put("ONE", SECRET);
    assertEquals(0, alone.run("check", "--marketplace", "--config", file.toString()));
    assertEquals(
        "configuration  %s%n".formatted(file)
            + marketplace
            + "access key     A; upstream: the same\n",
        alone.out());
  }

  @Test
  void theMarketplaceAloneIsWhereModernClientsExpectItUnlessToldOtherwise() {
    assertEquals(0, terminal.run("check", "--marketplace"));
    assertTrue(terminal.out().contains("\nmodern API     127.0.0.1 port 8081\n"), terminal.out());
  }

  @Test
  void checkMakesNoKey() {
    assertEquals(0, terminal.run("check"));
    assertTrue(
        terminal
            .out()
            .contains(
                "access key     to be made at the first start, its secret in "
                    + home.resolve("data/access-key")),
        terminal.out());
    assertFalse(Files.exists(home.resolve("data")));
  }

  @Test
  void serveTellsWhereItServesAndWhoMayCall() {
    assertEquals(0, terminal.run("serve"), terminal.err());

    int port = proxy.closed.get(0).address().getPort();
    String id = proxy.started.get(0).keys().get(0).id();
    String secret = proxy.started.get(0).keys().get(0).secret().reveal();
    assertTrue(
        terminal.err().endsWith("\nmturk-proxy: serving on http://127.0.0.1:" + port + "/\n"));
    assertTrue(
        terminal
            .err()
            .contains(
                "access key     " + id + ", its secret in " + home.resolve("data/access-key")),
        terminal.err());
    assertFalse(terminal.err().contains(secret));
    assertEquals("", terminal.out(), "standard output is the traffic log's");
  }

  @Test
  void marketplaceTellsWhereItServesAndWhoMayCall() throws Exception {
    terminal.environment.put("ONE", SECRET);
    Path file =
        write(
            "turk.yaml",
            """
            marketplace:
              data: memory
              listen: {port: 0}
              accounts: [{accessKeyId: M, secret: {env: ONE}, account: shared}]
            """);

    assertEquals(0, terminal.run("marketplace", "--config", file.toString()), terminal.err());

    List<String> told = terminal.err().lines().toList();
    assertTrue(told.contains("modern key     M; account shared"), terminal.err());
    String last = told.get(told.size() - 1);
    assertTrue(
        last.matches("mturk-proxy: marketplace on http://127\\.0\\.0\\.1:[1-9][0-9]*/"), last);
    assertFalse(terminal.err().contains(SECRET));
    assertEquals("", terminal.out());
    assertEquals(List.of(), proxy.started);
  }

  @Test
  void aMarketplaceWhosePortIsTakenIsToldWithoutAStackTrace() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Path file = write("turk.yaml", "marketplace: {listen: {port: %d}}".formatted(port));

      assertEquals(1, terminal.run("marketplace", "--config", file.toString()));
      assertEquals(
          "mturk-proxy: cannot listen on 127.0.0.1 port %d: Address already in use\n"
              .formatted(port),
          terminal.err());
    }
  }

  @Test
  void aProxyThatCannotStartIsToldWithoutAStackTrace() {
    Terminal refused =
        new Terminal(
            home,
            (config, exchanges) -> {
              throw new IOException(
                  "cannot listen on 127.0.0.1:8080", new IOException("Address already in use"));
            });

    assertEquals(1, refused.run("serve"));
    assertEquals(
        "mturk-proxy: cannot listen on 127.0.0.1:8080: Address already in use\n", refused.err());
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
