package org.mturkproxy.proxy.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.ConfigLoader;
import org.mturkproxy.config.LoadedConfig;

/** What becomes of a configuration that is read again. */
class ReloaderTest {

  private static final String RIGHT =
      """
      keys: [{id: A, secret: {file: secret}}]
      listen: {maxBodyBytes: 300000}
      """;

  @TempDir Path directory;

  private final ConfigLoader loader = new ConfigLoader(name -> Optional.empty());
  private final List<LoadedConfig> used = new ArrayList<>();
  private Path file;
  private Path secret;

  @BeforeEach
  void write() throws IOException {
    secret = Files.writeString(directory.resolve("secret"), "one");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    file = Files.writeString(directory.resolve("turk.yaml"), RIGHT);
  }

  @Test
  void aRightOneIsUsedWithWhatItsFilesSayNow() throws Exception {
    Reloader reloader = reloader();
    Files.writeString(secret, "two");
    reloader.reload("test");
    assertEquals("two", used.get(0).config().keys().get(0).secret().reveal());
    assertEquals(Set.of(file, secret), reloader.files());
  }

  @Test
  void aWrongOneIsNotUsedButTheFilesItLacksAreWatched() throws Exception {
    Reloader reloader = reloader();
    Files.writeString(file, RIGHT.replace("secret}", "other}"));
    reloader.reload("test");
    assertEquals(List.of(), used);
    assertEquals(Set.of(file, secret, directory.resolve("other")), reloader.files());
  }

  @Test
  void oneThatCannotBePutToUseHarmsNothing() throws Exception {
    LoadedConfig first = loader.load(file);
    Reloader reloader =
        new Reloader(
            first,
            () -> loader.load(file),
            next -> {
              throw new IllegalArgumentException("expected");
            });
    reloader.reload("test");
    assertEquals(Set.of(file, secret), reloader.files());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "listen: {maxUrlBytes: 300000} | ''",
        "shutdown: {delay: 1s} | ''",
        "keys: [{id: B, secret: {file: secret}}] | ''",
        "marketplace: {accounts: [{accessKeyId: M, secret: {file: secret}}]} | ''",
        "listen: {host: '::1', port: 1} | listen.host listen.port",
        "upstream: {budget: 9s} | upstream",
        "trafficLog: off | trafficLog",
        "admin: off | admin",
        "signatures: {mode: log} | signatures",
        "signatures: {explain: never} | signatures",
        "upstream: {readTimeout: 9s} | upstream",
        "statistics: refuse | statistics",
        "lists: {maxAge: 9s} | lists",
        "marketplace: {data: elsewhere} | marketplace",
      })
  void whatIsBoundOrOpenedNeedsARestartAndStaysAsItIs(String yaml, String restart)
      throws Exception {
    LoadedConfig first = loader.load(file);
    Path other = Files.writeString(directory.resolve("other.yaml"), yaml);
    String keys = yaml.startsWith("keys") ? "" : "\nkeys: [{id: A, secret: {file: secret}}]\n";
    Files.writeString(other, yaml + keys);
    LoadedConfig next = loader.load(other);

    Change change = Change.of(first, next);

    assertEquals(restart, String.join(" ", change.needRestart()));
    assertEquals(first.config().listen().port(), change.inUse().config().listen().port());
    assertEquals(first.config().upstream(), change.inUse().config().upstream());
    assertEquals(
        next.config().listen().maxUrlBytes(), change.inUse().config().listen().maxUrlBytes());
    assertEquals(next.config().keys(), change.inUse().config().keys());
    assertEquals(next.config().shutdown(), change.inUse().config().shutdown());
  }

  private Reloader reloader() throws Exception {
    return new Reloader(
        loader.load(file),
        () -> loader.load(file),
        next -> {
          used.add(next);
          return List.of();
        });
  }
}
