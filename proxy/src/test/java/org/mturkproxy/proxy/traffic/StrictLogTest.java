package org.mturkproxy.proxy.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The strict mode's promise: whoever has an answer finds its call in the log. */
class StrictLogTest {

  private static final Pattern ID = Pattern.compile("\"requestId\":\"(id[0-9]+\\.)\"");

  @TempDir Path directory;

  @Test
  @Timeout(60)
  void killedItHasLostNoCallThatWasAnswered() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                StrictLogProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Set<String> answered = new TreeSet<>();
    try (BufferedReader out = process.inputReader()) {
      for (int i = 0; i < 200; i++) {
        answered.add(out.readLine());
      }
      process.toHandle().destroyForcibly();
      // What it had still told of by then counts as well; the last line may be cut.
      out.lines().filter(line -> line.endsWith(".")).forEach(answered::add);
    }
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertTrue(answered.size() >= 200);

    Set<String> missing = new TreeSet<>(answered);
    missing.removeAll(inFile());
    assertEquals(Set.of(), missing);
    missing.addAll(answered);
    missing.removeAll(inStore());
    assertEquals(Set.of(), missing);
  }

  private Set<String> inFile() throws Exception {
    Set<String> ids = new HashSet<>();
    List<String> lines = Files.readAllLines(directory.resolve("t.jsonl"));
    for (String line : lines) {
      Matcher id = ID.matcher(line);
      if (id.find()) {
        ids.add(id.group(1));
      }
    }
    return ids;
  }

  private Set<String> inStore() throws Exception {
    Set<String> ids = new HashSet<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("t.db"));
        ResultSet rows =
            connection.createStatement().executeQuery("SELECT request_id FROM calls")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }
}
