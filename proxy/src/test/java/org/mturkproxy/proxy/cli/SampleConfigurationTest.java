package org.mturkproxy.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.AdminConfig;
import org.mturkproxy.config.ConfigLoader;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.DestinationRule;
import org.mturkproxy.config.LayoutConfig;
import org.mturkproxy.config.NotificationConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.proxy.RepositoryFiles;

/** The defaults that the documents show are the ones that hold. */
class SampleConfigurationTest {

  private static final String SAMPLE = "proxy/src/main/install/conf/mturk-proxy.yaml";

  @TempDir Path home;

  @BeforeEach
  void writeTheSecretThatTheExamplesName() throws IOException {
    Files.createDirectories(home.resolve("secrets"));
    Files.createDirectories(home.resolve("conf"));
    for (String name : List.of("akidexample", "akidmodern")) {
      Path secret = Files.writeString(home.resolve("secrets").resolve(name), "abc");
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }
  }

  @BeforeEach
  void writeTheLayoutThatTheExamplesName() throws IOException {
    Files.createDirectories(home.resolve("layouts"));
    Files.writeString(home.resolve("layouts/tag-photo.html"), "<img src=\"${image}\">");
  }

  @Test
  void theInstalledFileChangesOnlyTheFolders() throws Exception {
    assertDefaults(load("conf/turk.yaml", RepositoryFiles.lines(SAMPLE)));
  }

  @Test
  void theInstalledFileShowsTheDefaultsInItsComments() throws Exception {
    List<String> uncommented =
        RepositoryFiles.lines(SAMPLE).stream()
            .map(line -> line.matches("#(\\w| {2,}\\S).*") ? line.substring(1) : line)
            .toList();
    ProxyConfig config = load("conf/turk.yaml", uncommented);

    assertDefaults(config);
    assertExamples(config);
  }

  @Test
  void theDocumentShowsTheDefaults() throws Exception {
    List<String> block = new ArrayList<>();
    boolean inside = false;
    for (String line : RepositoryFiles.lines("docs/configuration.md")) {
      if (line.startsWith("```")) {
        inside = line.equals("```yaml") && block.isEmpty();
      } else if (inside) {
        block.add(line);
      }
    }
    ProxyConfig config = load("turk.yaml", block);

    assertDefaults(config);
    assertExamples(config);
  }

  private static void assertExamples(ProxyConfig config) {
    assertEquals("AKIDEXAMPLE", config.keys().get(0).id());
    assertEquals("AKIDMODERN", config.marketplace().accounts().get(0).accessKeyId());
    assertEquals(Optional.of(Defaults.MARKETPLACE_LISTEN), config.marketplace().listen());
    assertEquals(
        List.of(new LayoutConfig("3TAGPHOTO", "<img src=\"${image}\">", 450)),
        config.marketplace().layouts());
    Optional<URI> elsewhere = Optional.of(URI.create("http://127.0.0.1:4566"));
    DestinationRule rule =
        new DestinationRule(
            Optional.of("AKIDEXAMPLE"), List.of("http://127.0.0.1:4566/000000000000/*"));
    assertEquals(
        Optional.of(
            new NotificationConfig(
                "us-east-1", elsewhere, elsewhere, Optional.empty(), Optional.of(List.of(rule)))),
        config.marketplace().notifications());
    assertEquals(
        Optional.of(URI.create("https://turk.example.org")), config.marketplace().publicUrl());
  }

  private void assertDefaults(ProxyConfig config) {
    assertEquals(Defaults.LISTEN, config.listen());
    assertEquals(Defaults.UPSTREAM, config.upstream());
    assertEquals(Defaults.LISTS, config.lists());
    assertEquals(Defaults.STATISTICS, config.statistics());
    assertEquals(
        new TrafficLogConfig.Sinks(
            Optional.empty(),
            Optional.of(
                new TrafficLogConfig.Store(
                    home.resolve("logs/traffic.db"), TrafficLogConfig.Retention.DEFAULT)),
            false,
            TrafficLogConfig.WhenSlow.DROP,
            false,
            TrafficLogConfig.Personal.HASH),
        config.trafficLog());
    AdminConfig admin = config.admin().orElseThrow();
    assertEquals(Defaults.ADMIN, new AdminConfig(admin.host(), admin.port(), admin.hosts(), false));
    assertEquals(Defaults.SHUTDOWN, config.shutdown());
    assertEquals(Optional.of(home.resolve("data")), config.marketplace().data());
    assertEquals(Defaults.MARKETPLACE.balance(), config.marketplace().balance());
    assertEquals(Defaults.MARKETPLACE.workerApi(), config.marketplace().workerApi());
    assertEquals(Defaults.MARKETPLACE.controlApi(), config.marketplace().controlApi());
    assertEquals(Defaults.MARKETPLACE.maxFileBytes(), config.marketplace().maxFileBytes());
    assertEquals(
        Defaults.MARKETPLACE_LISTEN,
        config.marketplace().listen().orElse(Defaults.MARKETPLACE_LISTEN));
  }

  private ProxyConfig load(String name, List<String> lines) throws Exception {
    Path file = home.resolve(name);
    Files.writeString(file, lines.stream().collect(Collectors.joining("\n")));
    return new ConfigLoader(variable -> Optional.empty()).load(file).config();
  }
}
