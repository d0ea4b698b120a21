package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.UpstreamCredentials.AssumedRole;
import org.mturkproxy.config.UpstreamCredentials.DefaultChain;
import org.mturkproxy.config.UpstreamCredentials.Given;
import org.mturkproxy.config.UpstreamCredentials.Profile;
import org.mturkproxy.config.UpstreamCredentials.SameKey;

/** The role that a key's modern calls are signed with, as the configuration says it. */
class ConfigRoleTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/path/turk";

  @TempDir Path directory;
  private Fixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new Fixture(directory);
    fixture.environment("KEY_SECRET", Fixture.SECRET);
  }

  private static String yaml(String upstream, String target) {
    return "keys: [{id: AKIDEXAMPLE, secret: {env: KEY_SECRET}, upstream: "
        + upstream
        + "}]\nupstream: {target: "
        + target
        + "}";
  }

  private UpstreamCredentials role(String more) throws Exception {
    String upstream = "{role: '" + ROLE + "'" + more + "}";
    return fixture.load(yaml(upstream, "sandbox")).config().keys().get(0).upstream();
  }

  private static AssumedRole usual(UpstreamCredentials source) {
    return new AssumedRole(
        ROLE,
        "mturk-proxy",
        Optional.empty(),
        Duration.ofHours(1),
        "us-east-1",
        Optional.empty(),
        source);
  }

  @Test
  void theArnIsEnough() throws Exception {
    assertEquals(usual(new DefaultChain()), role(""));
  }

  @Test
  void everythingCanBeWritten() throws Exception {
    assertEquals(
        new AssumedRole(
            ROLE,
            "turk@home",
            Optional.of("7/7"),
            Duration.ofMinutes(15),
            "eu-west-1",
            Optional.of(URI.create("http://127.0.0.1:4566")),
            new Profile("turk")),
        role(
            ", sessionName: turk@home, externalId: 7/7, duration: 15m, region: eu-west-1,"
                + " stsEndpoint: 'http://127.0.0.1:4566', source: {profile: turk}"));
  }

  @Test
  void itCanBeAssumedWithWhatEveryKeyCanBeSignedWith() throws Exception {
    assertEquals(usual(new SameKey()), role(", source: same"));
    assertEquals(usual(new DefaultChain()), role(", source: default"));
    assertEquals(
        usual(new Given("AKIDSOURCE", new Secret(Fixture.SECRET), Optional.empty())),
        role(", source: {accessKeyId: AKIDSOURCE, secret: {env: KEY_SECRET}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{role: turk} | keys[0].upstream.role: expected the ARN of a role, such as"
            + " arn:aws:iam::123456789012:role/turk",
        "{role: 'ARN', duration: 14m} | keys[0].upstream.duration: expected a length of time from"
            + " 15m to 720m, such as 500ms, 3s or 2m",
        "{role: 'ARN', sessionName: a b} | keys[0].upstream.sessionName: expected 2 to 64 letters,"
            + " digits and _+=,.@-",
        "{role: 'ARN', externalId: ü} | keys[0].upstream.externalId: expected 2 to 1224 letters,"
            + " digits and _+=,.@:/-",
        "{role: 'ARN', stsEndpoint: sts} | keys[0].upstream.stsEndpoint: expected a URL of scheme,"
            + " host and port",
        "{role: 'ARN', source: {role: 'ARN'}} | keys[0].upstream.source.role: unknown key",
        "{role: 'ARN', source: nobody} | keys[0].upstream.source: expected same, default, {profile:"
            + " NAME}, or {accessKeyId: ID, secret: …}"
      })
  void whatIsNoRoleIsAProblem(String upstream, String problem) {
    List<String> problems = fixture.problems(yaml(upstream.replace("ARN", ROLE), "sandbox"));
    assertEquals(
        true,
        problems.stream().anyMatch(one -> one.replaceFirst("^[0-9:]+ ", "").startsWith(problem)),
        problems.toString());
  }

  @Test
  void aRoleMeansNothingToTheMarketplaceOfOurOwn() {
    List<String> problems = fixture.problems(yaml("{role: '" + ROLE + "'}", "marketplace"));
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(
        true, problems.get(0).contains("AWS credentials mean nothing"), problems.toString());
  }
}
