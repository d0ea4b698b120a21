package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call when the configuration names no key. */
class ConfigKeysTest {

  @TempDir Path directory;
  private Fixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new Fixture(directory);
  }

  @Test
  void theEnvironmentsPairIsTaken() throws Exception {
    fixture
        .environment("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .environment("AWS_SECRET_ACCESS_KEY", Fixture.SECRET);

    LoadedConfig loaded = fixture.load("");

    assertEquals(new KeySource.Environment(), loaded.keySource());
    KeyConfig key = loaded.ready().config().keys().get(0);
    assertEquals("AKIDEXAMPLE", key.id());
    assertEquals(Fixture.SECRET, key.secret().reveal());
    assertEquals(new UpstreamCredentials.SameKey(), key.upstream());
    assertFalse(Files.exists(fixture.path("data")));
  }

  @Test
  void temporaryCredentialsOfTheEnvironmentKeepTheirSessionToken() throws Exception {
    fixture
        .environment("AWS_ACCESS_KEY_ID", "ASIAEXAMPLE")
        .environment("AWS_SECRET_ACCESS_KEY", Fixture.SECRET)
        .environment("AWS_SESSION_TOKEN", "tok");

    KeyConfig key = fixture.load("upstream: {target: sandbox}").config().keys().get(0);

    UpstreamCredentials.Given given = (UpstreamCredentials.Given) key.upstream();
    assertEquals("ASIAEXAMPLE", given.accessKeyId());
    assertEquals("tok", given.sessionToken().orElseThrow().reveal());
  }

  @Test
  void readingAloneMakesNoKey() throws Exception {
    LoadedConfig loaded = fixture.loader().withoutFile(directory);

    assertEquals(List.of(), loaded.config().keys());
    assertEquals(new KeySource.Kept(fixture.path("data/access-key")), loaded.keySource());
    assertFalse(Files.exists(fixture.path("data")));
  }

  @Test
  void aKeyIsMadeOnceAndKeptForItsOwner() throws Exception {
    KeyConfig made = fixture.load("").ready().config().keys().get(0);
    LoadedConfig again = fixture.load("");

    assertTrue(made.id().matches("MTURKPROXY[A-Z2-7]{10}"), made.id());
    assertEquals(40, made.secret().reveal().length());
    assertEquals(made.id(), again.config().keys().get(0).id());
    assertEquals(made.secret().reveal(), again.ready().config().keys().get(0).secret().reveal());
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(fixture.path("data/access-key")));
    try (var files = Files.list(fixture.path("data"))) {
      assertEquals(List.of(fixture.path("data/access-key")), files.toList());
    }
  }

  @Test
  void theKeptKeyIsACredentialsFileForBotoAndForAwsSdks() throws Exception {
    KeyConfig made = fixture.load("").ready().config().keys().get(0);

    String pair =
        "aws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(made.id(), made.secret().reveal());
    String text = Files.readString(fixture.path("data/access-key"));
    assertTrue(text.contains("[default]\n" + pair), "AWS SDKs");
    assertTrue(text.contains("[Credentials]\n" + pair), "boto 2");
  }

  @Test
  void aKeptKeyThatOthersMayReadIsRefused() throws Exception {
    fixture.load("").ready();
    Path file = fixture.path("data/access-key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertEquals(
        List.of(" keys: %s may be read by other users; run: chmod 600 '%s'".formatted(file, file)),
        fixture.problems(""));
  }

  @Test
  void aKeptKeyThatIsUnreadableIsNotReplaced() throws Exception {
    fixture.secretFile("data/access-key", "nonsense", "rw-------");
    assertEquals(
        List.of(
            " keys: %s has no access key in it; without that file, a new one is made"
                .formatted(fixture.path("data/access-key"))),
        fixture.problems(""));
  }

  @Test
  void modernClientsWithAccountsNeedNoKeyAndNoneIsMade() throws Exception {
    fixture.environment("AWS_ACCESS_KEY_ID", "K").environment("AWS_SECRET_ACCESS_KEY", "S");
    LoadedConfig loaded = modern("marketplace: {accounts: [{accessKeyId: A, secret: {env: ONE}}]}");

    assertEquals(List.of(), loaded.ready().config().keys());
    assertEquals(new KeySource.Configured(), loaded.keySource());
    assertFalse(Files.exists(fixture.path("data")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "upstream: {target: sandbox}"})
  void modernClientsWithoutAccountsGetTheKeyOfTheMarketplaceWhateverTheUpstream(String yaml)
      throws Exception {
    assertEquals(new KeySource.Kept(fixture.path("data/access-key")), modern(yaml).keySource());
  }

  @Test
  void accountsOfModernClientsAreNoKeysForLegacyOnes() throws Exception {
    assertEquals(
        new KeySource.Kept(fixture.path("data/access-key")),
        fixture
            .load("marketplace: {accounts: [{accessKeyId: A, secret: {env: ONE}}]}")
            .keySource());
  }

  private LoadedConfig modern(String yaml) throws Exception {
    return fixture.load(yaml, Clients.MODERN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upstream: {target: production}",
        "upstream: {target: sandbox}",
        "upstream: {target: 'http://127.0.0.1:1'}",
        "marketplace: {data: memory}"
      })
  void noKeyIsMadeWhereItWouldBeOfNoUse(String yaml) {
    List<String> problems = fixture.problems(yaml);
    assertEquals(1, problems.size());
    assertTrue(
        problems
            .get(0)
            .startsWith(
                " keys: missing; expected at least one, or AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY in the environment ("),
        problems.get(0));
  }
}
