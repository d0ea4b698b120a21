package org.mturkproxy.proxy.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Reads a traffic log: a store, or JSON lines with the closed files that belong to them. */
public final class LoggedCalls {

  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Path path;
  private final CallFilter filter;
  private final boolean store;
  private long calls;
  private long dropped;
  private long unreadable;

  /** Names a log, of which every call is wanted. */
  public LoggedCalls(Path path) throws IOException {
    this(path, CallFilter.ALL);
  }

  /**
   * Names a log.
   *
   * @param path a store or a file of JSON lines, compressed or not
   * @param filter which calls are wanted; it does not change what is told of missing ones
   * @throws IOException if there is none, for the user to read
   */
  public LoggedCalls(Path path, CallFilter filter) throws IOException {
    this.filter = filter;
    if (!Files.isRegularFile(path)) {
      throw new IOException("There is no traffic log " + path + ".");
    }
    this.path = path;
    try (InputStream in = Files.newInputStream(path)) {
      store = Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
    }
  }

  /** Shows each call, the oldest first. */
  public void rows(Consumer<CallRow> each) throws IOException {
    if (store) {
      StoreReader reader = new StoreReader(path);
      reader.rows(row -> take(row, each));
      dropped += reader.dropped();
    } else {
      records(node -> each.accept(row(node)));
    }
  }

  /** Shows the whole record of each call, the oldest first. */
  public void records(Consumer<JsonNode> each) throws IOException {
    if (store) {
      StoreReader reader = new StoreReader(path);
      reader.records(line -> record(line, each));
      dropped += reader.dropped();
      return;
    }
    for (Path file : RotatedFiles.all(path)) {
      readLines(file, each);
    }
  }

  /**
   * Shows the whole record of the newest legacy call of each caller and operation; before it the
   * newest one that went well, or the other way round. Not counted in {@link #calls()}.
   *
   * @param operation which operations are wanted: clients can make up any number of names
   */
  public void newest(Predicate<String> operation, Consumer<JsonNode> each) throws IOException {
    long before = calls;
    if (store) {
      new StoreReader(path)
          .newest(
              line ->
                  record(
                      line,
                      node -> {
                        if (operation.test(row(node).operation())) {
                          each.accept(node);
                        }
                      }));
    } else {
      Map<List<Object>, JsonNode> newest = new LinkedHashMap<>();
      long unreadableBefore = unreadable;
      long droppedBefore = dropped;
      records(
          node -> {
            CallRow row = row(node);
            if (!row.isModern() && operation.test(row.operation())) {
              newest.put(List.of(row.caller(), row.operation(), row.outcome().equals("ok")), node);
            }
          });
      unreadable = unreadableBefore;
      dropped = droppedBefore;
      newest.values().forEach(each);
    }
    calls = before;
  }

  private void take(CallRow row, Consumer<CallRow> each) {
    if (filter.takes(row)) {
      calls++;
      each.accept(row);
    }
  }

  private void readLines(Path file, Consumer<JsonNode> each) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                    StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        record(line, each);
      }
    } catch (EOFException e) {
      unreadable++;
    }
  }

  /** A line may be unfinished: its writer was killed. */
  private void record(String line, Consumer<JsonNode> each) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      unreadable++;
      return;
    }
    if (node.has("dropped")) {
      dropped += node.get("dropped").asLong();
    } else if (node.has("requestId") && isTime(node.path("time").asText())) {
      if (filter.takes(row(node))) {
        calls++;
        each.accept(node);
      }
    } else {
      unreadable++;
    }
  }

  private static boolean isTime(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static CallRow row(JsonNode node) {
    Set<String> modern = new LinkedHashSet<>();
    node.path("modern").forEach(leg -> modern.add(leg.path("operation").asText()));
    return new CallRow(
        Instant.parse(node.path("time").asText()),
        node.path("caller").asText("-"),
        node.path("transport").asText("REST"),
        node.path("operation").asText("-"),
        new ArrayList<>(modern),
        node.path("outcome").asText(node.has("error") ? "error" : "ok"),
        Optional.ofNullable(node.get("error")).map(JsonNode::asText),
        node.path("calls").asLong(modern.size()),
        node.path("micros").asLong());
  }

  /** How many calls were shown. */
  public long calls() {
    return calls;
  }

  /** How many calls the log itself says are missing in it. */
  public long dropped() {
    return dropped;
  }

  /** How many lines could not be read. */
  public long unreadable() {
    return unreadable;
  }

  /** The files that are read. */
  public List<Path> files() throws IOException {
    return store ? List.of(path) : RotatedFiles.all(path);
  }
}
