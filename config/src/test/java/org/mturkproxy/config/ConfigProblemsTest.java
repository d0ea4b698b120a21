package org.mturkproxy.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, and what the user is told: the place, the key and what is expected. */
class ConfigProblemsTest {

  private static final String TRAFFIC_LOG =
      "{file: PATH}, {store: PATH} and more (see docs/traffic-log.md), stdout or off";

  private static final String TARGETS =
      "marketplace, sandbox, production, or a URL such as https://turk.example.org"
          + " (scheme, host and port alone)";
  private static final String BYTES = "expected a whole number from 262144 to 4194304";
  private static final String TIME =
      "expected a length of time from 1ms to 10m, such as 500ms, 3s or 2m";
  private static final String DOLLARS =
      "expected US dollars from 0.00 to 999999999.99, with at most two decimals";

  @TempDir Path directory;
  private Fixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new Fixture(directory);
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        // Keys
        arguments("upstraem: {}", "1:1: upstraem: unknown key; did you mean upstream?"),
        arguments(
            "upstream:\n  conectTimeout: 3s",
            "2:3: upstream.conectTimeout: unknown key; did you mean connectTimeout?"),
        arguments("listen: {Port: 1}", "1:10: listen.Port: unknown key; did you mean port?"),
        arguments(
            "listen: {address: x}",
            "1:10: listen.address: unknown key; known here: host, port, maxUrlBytes, maxBodyBytes,"
                + " publicUrl, maxConnections, maxConnectionsPerAddress, headTimeout, requestTimeout,"
                + " idleTimeout, tls"),
        arguments(
            "listen: {maxConnections: 0}",
            "1:26: listen.maxConnections: expected a whole number from 1 to 10000"),
        arguments(
            "listen: {headTimeout: 500ms}",
            "1:23: listen.headTimeout: expected a length of time from 1s to 10m, such as 500ms, 3s"
                + " or 2m"),
        arguments(
            "listen: {tls: {}}",
            "1:15: listen.tls.certificates: missing; expected a list of {certificate: PATH, key:"
                + " PATH}, the one for unnamed hosts first"),
        arguments(
            "listen:\n  port: 1\n  port: 2", "3:3: listen.port: repeated; it is already in line 2"),
        // Operators
        arguments("admin: on", "1:8: admin: expected off, or {host: …, port: …}"),
        arguments("admin: 8082", "1:8: admin: expected off, or {host: …, port: …}"),
        arguments(
            "admin: {path: x}", "1:9: admin.path: unknown key; known here: host, port, hosts"),
        arguments(
            "admin: {hosts: ['a:1']}",
            "1:17: admin.hosts[0]: expected a host name without port, such as turk.example.org"),
        arguments(
            "shutdown: {grace: 11m}",
            "1:19: shutdown.grace: expected a length of time from 0s to 10m, such as 500ms, 3s or"
                + " 2m"),
        arguments(
            "shutdown: {after: 1s}", "1:12: shutdown.after: unknown key; known here: delay, grace"),
        // Types
        arguments("[]", "1:1: expected a mapping (keys with values)"),
        arguments(
            "listen: 8080",
            "1:9: listen: expected a mapping (keys with values, indented below it)"),
        arguments(
            "listen: {port: '8080'}", "1:16: listen.port: expected a whole number from 0 to 65535"),
        arguments(
            "listen: {port: 012}", "1:16: listen.port: expected a whole number from 0 to 65535"),
        arguments(
            "listen: {host: 12}", "1:16: listen.host: expected a text; put it in quotation marks"),
        arguments("listen: {host: }", "1:15: listen.host: expected a text"),
        arguments("listen: {host: ''}", "1:16: listen.host: expected a text"),
        arguments("listen: {host: [a]}", "1:16: listen.host: expected a text"),
        arguments(
            "listen: {host: 'a b'}",
            "1:16: listen.host: expected an address to bind, such as 127.0.0.1, ::1 or 0.0.0.0"),
        arguments(
            "marketplace: {workerApi: yes}", "1:26: marketplace.workerApi: expected true or false"),
        arguments(
            "marketplace: {workerApi: 1}", "1:26: marketplace.workerApi: expected true or false"),
        arguments("keys: {id: A}", "1:7: keys: expected a list of keys"),
        arguments("keys: [A]", "1:8: keys[0]: expected {id: …, secret: …}"),
        // Ranges
        arguments(
            "listen: {port: 65536}", "1:16: listen.port: expected a whole number from 0 to 65535"),
        arguments(
            "listen: {port: 99999999999}",
            "1:16: listen.port: expected a whole number from 0 to 65535"),
        arguments("listen: {maxUrlBytes: 1000}", "1:23: listen.maxUrlBytes: " + BYTES),
        arguments("listen: {maxBodyBytes: 4194305}", "1:24: listen.maxBodyBytes: " + BYTES),
        arguments(
            "listen: {publicUrl: turk.example.org}",
            "1:21: listen.publicUrl: expected a URL of scheme, host and port, such as"
                + " https://turk.example.org"),
        arguments(
            "lists: {maxBytes: -1}",
            "1:19: lists.maxBytes: expected a whole number from 0 to 1073741824"),
        arguments(
            "lists: {maxAge: 61m}",
            "1:17: lists.maxAge: expected a length of time from 0s to 60m, such as 500ms, 3s or 2m"),
        arguments("statistics: all", "1:13: statistics: expected refuse, exact or lowerBounds"),
        arguments("upstream: {budget: 3}", "1:20: upstream.budget: " + TIME),
        arguments("upstream: {budget: 3h}", "1:20: upstream.budget: " + TIME),
        arguments("upstream: {budget: 0s}", "1:20: upstream.budget: " + TIME),
        arguments("upstream: {budget: 11m}", "1:20: upstream.budget: " + TIME),
        arguments(
            "upstream: {maxConnections: 0}",
            "1:28: upstream.maxConnections: expected a whole number from 1 to 256"),
        arguments("marketplace: {balance: 0.001}", "1:24: marketplace.balance: " + DOLLARS),
        arguments("marketplace: {balance: -1}", "1:24: marketplace.balance: " + DOLLARS),
        arguments("marketplace: {balance: 1e3}", "1:24: marketplace.balance: " + DOLLARS),
        // Upstream
        arguments("upstream: {target: prod}", "1:20: upstream.target: expected " + TARGETS),
        arguments("upstream: {target: 'ftp://x'}", "1:20: upstream.target: expected " + TARGETS),
        arguments("upstream: {target: 'http://x/y'}", "1:20: upstream.target: expected " + TARGETS),
        arguments(
            "upstream: {target: 'http://u:p@x'}", "1:20: upstream.target: expected " + TARGETS),
        arguments(
            "upstream: {target: 'https://mturk-requester.us-east-1.amazonaws.com'}",
            "1:20: upstream.target: this is Amazon's own service; ask for it by name:"
                + " production"),
        arguments(
            "upstream: {target: 'https://MTurk-Requester-sandbox.us-east-1.amazonaws.com./'}",
            "1:20: upstream.target: this is Amazon's own service; ask for it by name: sandbox"),
        arguments(
            "upstream: {region: us east}",
            "1:20: upstream.region: expected a name of letters, digits and hyphens, such as"
                + " us-east-1"),
        // Traffic log
        arguments("trafficLog: on", "1:13: trafficLog: expected " + TRAFFIC_LOG),
        arguments(
            "trafficLog: {}",
            "1:13: trafficLog: nothing is written anywhere; expected " + TRAFFIC_LOG),
        arguments(
            "trafficLog: {stdout: false, strict: true}",
            "1:13: trafficLog: nothing is written anywhere; expected " + TRAFFIC_LOG),
        arguments(
            "trafficLog: {file: a, rotate: {keep: -1}}",
            "1:38: trafficLog.rotate.keep: expected a whole number from 0 to 10000"),
        arguments(
            "trafficLog: {file: a, personal: secret}",
            "1:33: trafficLog.personal: expected one of show, hash, omit"),
        arguments(
            "trafficLog: {file: a, whenSlow: block}",
            "1:33: trafficLog.whenSlow: expected one of drop, wait"),
        arguments(
            "trafficLog: {store: a, retain: {days: 0}}",
            "1:39: trafficLog.retain.days: expected a whole number from 1 to 36500"),
        // Keys of Requesters
        arguments(
            "keys: [{secret: {env: ONE}}]",
            "1:8: keys[0].id: missing; expected the legacy access key id"),
        arguments(
            "keys: [{id: A}]",
            "1:8: keys[0].secret: missing; expected {file: PATH} or {env: NAME}"),
        arguments(
            "keys: [{id: A, secret: {env: ONE}}, {id: A, secret: {env: ONE}}]",
            "1:42: keys[1].id: the same id as keys[0].id"),
        arguments(
            "keys: [{id: A, secret: {env: ONE}, modern: {accessKeyId: A, secret: {env: ONE}}}]",
            "1:58: keys[0].modern.accessKeyId: the same id as keys[0].id"),
        // Policy
        arguments(
            "policy: [{action: forbid}]",
            "1:19: policy[0].action: expected allow, dryRun, warn, refuse, brownOut or readOnly"),
        arguments(
            "policy: [{action: brownOut}]",
            "1:10: policy[0]: a brown-out needs percent, windows or both"),
        arguments(
            "policy: [{action: allow, keys: []}]",
            "1:32: policy[0].keys: expected at least one name; without this key, all are meant"),
        arguments(
            "policy: [{action: refuse, sunset: 2027-01-01}]",
            "1:35: policy[0].sunset: has no meaning with this action"),
        arguments(
            "policy: [{action: warn, sunset: 2027-02-30}]",
            "1:33: policy[0].sunset: expected a date such as 2027-01-31"),
        arguments(
            "policy: [{action: brownOut, windows: [{from: '09:00', to: '09:00'}]}]",
            "1:39: policy[0].windows[0]: expected from and to as 09:00 and 09:30 (every day), or as"
                + " 2027-01-31T09:00 and a later one"),
        arguments(
            "policy: [{action: brownOut, percent: 0}]",
            "1:38: policy[0].percent: expected a whole number from 1 to 100"),
        arguments(
            "keys: [{id: A, secret: {env: ONE}, upstream: other}]",
            "1:46: keys[0].upstream: expected same, default, {profile: NAME}, or {accessKeyId: ID,"
                + " secret: …}"),
        arguments(
            "keys: [{id: A, secret: {env: ONE}, upstream: default}]",
            "1:46: keys[0].upstream: AWS credentials mean nothing to the marketplace of our own;"
                + " expected same, or another upstream.target"),
        arguments(
            "marketplace: {rateLimit: 5}",
            "1:26: marketplace.rateLimit: expected {perSecond: …, burst: …}"),
        arguments(
            "marketplace: {rateLimit: {perSecond: 0, burst: 1}}",
            "1:38: marketplace.rateLimit.perSecond: expected a whole number from 1 to 1000000"),
        arguments(
            "marketplace: {rateLimit: {perSecond: 1}}",
            "1:26: marketplace.rateLimit.burst: missing; expected how many calls at once"),
        // The marketplace for modern clients
        arguments(
            "marketplace: {listen: 8081}", "1:23: marketplace.listen: expected {host: …, port: …}"),
        arguments(
            "marketplace: {listen: {host: ''}}", "1:30: marketplace.listen.host: expected a text"),
        arguments(
            "marketplace: {listen: {maxUrlBytes: 300000}}",
            "1:24: marketplace.listen.maxUrlBytes: unknown key; known here: host, port"),
        arguments(
            "marketplace: {accounts: {accessKeyId: A}}",
            "1:25: marketplace.accounts: expected a list of accounts"),
        arguments(
            "marketplace: {accounts: [A]}",
            "1:26: marketplace.accounts[0]: expected {accessKeyId: …, secret: …, account: …}"),
        arguments(
            "marketplace: {accounts: [{secret: {env: ONE}}]}",
            "1:26: marketplace.accounts[0].accessKeyId: missing; expected the AWS access key id"),
        arguments(
            "marketplace: {accounts: [{accessKeyId: A}]}",
            "1:26: marketplace.accounts[0].secret: missing; expected {file: PATH} or {env: NAME}"),
        arguments(
            "marketplace: {accounts: [{accessKeyId: A/B, secret: {env: ONE}}]}",
            "1:40: marketplace.accounts[0].accessKeyId: expected an access key id: 1 to 128"
                + " letters and digits"),
        arguments(
            "marketplace: {accounts: [{accessKeyId: A, secret: {env: ONE}}, {accessKeyId: A,"
                + " secret: {env: ONE}}]}",
            "1:78: marketplace.accounts[1].accessKeyId: the same id as"
                + " marketplace.accounts[0].accessKeyId"),
        arguments(
            "keys: [{id: A, secret: {env: ONE}}]\n"
                + "marketplace: {accounts: [{accessKeyId: A, secret: {env: ONE}}]}",
            "2:40: marketplace.accounts[0].accessKeyId: the same id as a key in keys"),
        // Layouts
        arguments(
            "marketplace: {layouts: A}", "1:24: marketplace.layouts: expected a list of layouts"),
        arguments(
            "marketplace: {layouts: [A]}",
            "1:25: marketplace.layouts[0]: expected {id: …, file: …, frameHeight: …}"),
        arguments(
            "marketplace: {layouts: [{file: tag.html}]}",
            "1:25: marketplace.layouts[0].id: missing; expected the HITLayoutId"),
        arguments(
            "marketplace: {layouts: [{id: A}]}",
            "1:25: marketplace.layouts[0].file: missing; expected the path of an HTML page"),
        arguments(
            "marketplace: {layouts: [{id: low, file: tag.html}]}",
            "1:30: marketplace.layouts[0].id: expected a HITLayoutId: 1 to 64 of A-Z and 0-9"),
        arguments(
            "marketplace: {layouts: [{id: 7, file: tag.html}]}",
            "1:30: marketplace.layouts[0].id: expected a text; put it in quotation marks"),
        arguments(
            "marketplace: {layouts: [{id: A, file: tag.html}, {id: A, file: tag.html}]}",
            "1:55: marketplace.layouts[1].id: the same id as marketplace.layouts[0].id"),
        arguments(
            "marketplace: {layouts: [{id: A, file: nowhere}]}",
            "1:39: marketplace.layouts[0].file: DIR/nowhere does not exist"),
        arguments(
            "marketplace: {layouts: [{id: A, file: secrets}]}",
            "1:39: marketplace.layouts[0].file: DIR/secrets is not a file"),
        arguments(
            "marketplace: {layouts: [{id: A, file: latin.html}]}",
            "1:39: marketplace.layouts[0].file: DIR/latin.html is not UTF-8 text"),
        arguments(
            "marketplace: {layouts: [{id: A, file: long.html}]}",
            "1:39: marketplace.layouts[0].file: DIR/long.html is longer than the 65535 bytes that a"
                + " Question may have"),
        arguments(
            "marketplace: {layouts: [{id: A, file: tag.html, frameHeight: -1}]}",
            "1:62: marketplace.layouts[0].frameHeight: expected a whole number from 0 to 10000"),
        arguments(
            "marketplace: {layouts: [{id: A, file: tag.html, html: x}]}",
            "1:49: marketplace.layouts[0].html: unknown key; known here: id, file, frameHeight"),
        // Notifications
        arguments(
            "marketplace: {notifications: on}",
            "1:30: marketplace.notifications: expected {region: …, sqsEndpoint: …, snsEndpoint: …}"),
        arguments(
            "marketplace: {notifications: {region: us east}}",
            "1:39: marketplace.notifications.region: expected a name of letters, digits and"
                + " hyphens, such as us-east-1"),
        arguments(
            "marketplace: {notifications: {sqsEndpoint: 'http://x/queue'}}",
            "1:44: marketplace.notifications.sqsEndpoint: expected a URL such as"
                + " http://127.0.0.1:4566 (scheme, host and port alone)"),
        arguments(
            "marketplace: {notifications: {snsEndpoint: 4566}}",
            "1:44: marketplace.notifications.snsEndpoint: expected a URL such as"
                + " http://127.0.0.1:4566 (scheme, host and port alone)"),
        arguments(
            "marketplace: {notifications: {credentials: same}}",
            "1:44: marketplace.notifications.credentials: expected default, or {accessKeyId: ID,"
                + " secret: …}"),
        arguments(
            "marketplace: {notifications: {credentials: {secret: {env: ONE}}}}",
            "1:44: marketplace.notifications.credentials.accessKeyId: missing; expected the AWS"
                + " access key id"),
        arguments(
            "marketplace: {notifications: {credentials: {accessKeyId: A, secret: abc}}}",
            "1:69: marketplace.notifications.credentials.secret: a secret must not stand in this"
                + " file; expected {file: PATH} or {env: NAME} that has it instead"),
        arguments(
            "marketplace: {notifications: {endpoint: 'http://x'}}",
            "1:31: marketplace.notifications.endpoint: unknown key; did you mean"
                + " sqsEndpoint?"),
        // YAML itself
        arguments("a: &x 1\nb: *x", "2:4: b: YAML aliases are not supported; write the value out"),
        arguments("listen: {}\n---\nlisten: {}", "3:1: a second YAML document; one is expected"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void isRefusedWithPlaceAndReason(String yaml, String problem) throws IOException {
    Files.writeString(fixture.path("tag.html"), "<p>${tag}</p>");
    Files.writeString(fixture.path("latin.html"), "größe", ISO_8859_1);
    Files.writeString(fixture.path("long.html"), "x".repeat(65_536));
    assertEquals(List.of(problem.replace("DIR", directory.toString())), fixture.problems(yaml));
  }

  @Test
  void allProblemsAreTold() {
    assertEquals(
        List.of(
            "1:10: listen.hst: unknown key; did you mean host?",
            "1:26: listen.port: expected a whole number from 0 to 65535",
            "3:11: upstream.budget: " + TIME,
            "4:1: keyz: unknown key; did you mean keys?"),
        fixture.problems(
            """
            listen: {hst: a.b, port: -1}
            upstream:
              budget: soon
            keyz: []
            """));
  }

  @ParameterizedTest
  @MethodSource("brokenYaml")
  void brokenYamlIsToldWithoutQuotingTheFile(String yaml, String problem) {
    List<String> problems = fixture.problems(yaml);
    assertEquals(List.of(problem), problems);
    assertFalse(problems.toString().contains(Fixture.SECRET));
  }

  static Stream<Arguments> brokenYaml() {
    String s = Fixture.SECRET;
    return Stream.of(
        arguments(
            "keys: [{id: A, secret: " + s + "\nx: y",
            "2:2: not readable as YAML: expected ',' or '}', but got :"),
        arguments(
            "secret: x: " + s, "1:10: not readable as YAML: mapping values are not allowed here"),
        arguments(
            "\tsecret: " + s,
            "1:1: not readable as YAML: found character '\\t(TAB)' that cannot start any token."
                + " (Do not use \\t(TAB) for indentation)"));
  }
}
