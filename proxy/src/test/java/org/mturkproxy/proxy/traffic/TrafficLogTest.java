package org.mturkproxy.proxy.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.TrafficLogConfig.Personal;
import org.mturkproxy.config.TrafficLogConfig.WhenSlow;
import org.mturkproxy.proxy.upstream.Environment;
import org.mturkproxy.translator.exchange.Exchange;

class TrafficLogTest {

  private static final Clock CLOCK = Clock.fixed(Exchanges.TIME, ZoneOffset.UTC);

  private static final ExchangeLine LINE =
      new ExchangeLine(
          Environment.EMBEDDED,
          Exchanges.KEY_ID::equals,
          new Redaction(Personal.HASH, PersonalHash.fresh()));

  private static final int MIB = 1024 * 1024;

  @TempDir Path directory;

  @Test
  void writesEveryCallBeforeItCloses() throws IOException {
    Path file = directory.resolve("traffic.jsonl");
    try (TrafficLog log = open(file)) {
      for (int i = 0; i < 500; i++) {
        log.record(Exchanges.refused("id" + i));
      }
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(500, lines.size());
    for (int i = 0; i < 500; i++) {
      assertTrue(lines.get(i).contains("\"requestId\":\"id" + i + "\""), lines.get(i));
    }
  }

  /** SecretsInLogsTest looks into this file too. */
  @Test
  void hasNoSecretOfAClientThatMixedUpIdAndSecret() throws IOException {
    Path file = directory.resolve("traffic.jsonl");
    try (TrafficLog log = open(file)) {
      log.record(Exchanges.calledBy(Exchanges.SECRET, Exchanges.success("{}")));
    }
    String line = Files.readString(file);
    assertTrue(line.contains("\"caller\":\"unknown\",\"operation\":\"UnblockWorker\""), line);
    assertFalse(line.contains(Exchanges.SECRET), line);
  }

  @Test
  void appendsToAFileThatIsThere() throws IOException {
    Path file = directory.resolve("traffic.jsonl");
    Files.writeString(file, "before\n");
    try (TrafficLog log = open(file)) {
      log.record(Exchanges.refused("id"));
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    assertEquals("before", lines.get(0));
  }

  @Test
  void makesAFileForItsOwnerOnly() throws IOException {
    Path file = directory.resolve("traffic.jsonl");
    open(file).close();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void makesTheFolderOfItsFile() throws IOException {
    Path file = directory.resolve("logs").resolve("of").resolve("traffic.jsonl");
    open(file).close();
    assertEquals(0, Files.size(file));
  }

  @Test
  void tellsOfAFileThatCannotBeOpened() throws IOException {
    Path file = Files.createFile(directory.resolve("taken")).resolve("traffic.jsonl");
    IOException e = assertThrows(IOException.class, () -> open(file));
    assertTrue(
        e.getMessage().startsWith("The traffic log " + file + " cannot be opened: "),
        e.getMessage());
  }

  /** The writer hangs at its first line, as on a disk that does not answer. */
  @Test
  void neverMakesACallWaitButCountsWhatItDrops() throws Exception {
    Gate gate = new Gate();
    TrafficLog log = start(gate, WhenSlow.DROP, false);
    log.record(Exchanges.refused("first"));
    assertTrue(gate.reached.await(20, TimeUnit.SECONDS));
    int dropped = 7;
    for (int i = 0; i < WaitingRoom.PLACES + dropped; i++) {
      log.record(Exchanges.refused("id" + i));
    }
    gate.open.countDown();
    log.close();
    List<String> lines = gate.bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(1 + 1 + WaitingRoom.PLACES, lines.size());
    assertEquals("{\"time\":\"2016-05-04T10:20:30.500Z\",\"dropped\":7}", lines.get(1));
    assertTrue(lines.get(2).contains("\"id0\""), lines.get(2));
  }

  /** Three find room behind the one that hangs. */
  @Test
  void holdsNoMoreThanSomeBytes() throws Exception {
    Gate gate = new Gate();
    TrafficLog log = start(gate, WhenSlow.DROP, false);
    Exchange large =
        Exchanges.answeredBy(Exchanges.success("{\"Title\":\"" + "x".repeat(MIB) + "\"}"));
    log.record(large);
    assertTrue(gate.reached.await(20, TimeUnit.SECONDS));
    for (int i = 0; i < 5; i++) {
      log.record(large);
    }
    gate.open.countDown();
    log.close();
    List<String> lines = gate.bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(1 + 1 + 3, lines.size());
    assertEquals("{\"time\":\"2016-05-04T10:20:30.500Z\",\"dropped\":2}", lines.get(1));
  }

  @Test
  void holdsNoBytesOfTheRequest() {
    LogEntry entry = LogEntry.of(Exchanges.answeredBy(Exchanges.success("{}")));
    assertEquals("", entry.exchange().received().target());
    assertEquals(0, entry.exchange().received().body().remaining());
  }

  @Test
  void goesOnAfterAFailureAndCountsTheLoss() throws Exception {
    Failing failing = new Failing();
    TrafficLog log = start(failing, WhenSlow.DROP, false);
    log.record(Exchanges.refused("lost"));
    assertTrue(failing.failed.await(20, TimeUnit.SECONDS));
    log.record(Exchanges.refused("written"));
    log.close();
    List<String> lines = failing.bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size());
    assertEquals("{\"time\":\"2016-05-04T10:20:30.500Z\",\"dropped\":1}", lines.get(0));
    assertTrue(lines.get(1).contains("\"requestId\":\"written\""), lines.get(1));
  }

  /** Whoever waits for the disk waits on no thread. */
  @Test
  void letsAnswersWaitForRoomIfThatIsWanted() throws Exception {
    Gate gate = new Gate();
    TrafficLog log = start(gate, WhenSlow.WAIT, false);
    assertDone(log.record(Exchanges.refused("first")));
    assertTrue(gate.reached.await(20, TimeUnit.SECONDS));
    for (int i = 0; i < WaitingRoom.PLACES; i++) {
      assertDone(log.record(Exchanges.refused("id" + i)));
    }
    CompletableFuture<Void> outside = log.record(Exchanges.refused("last")).toCompletableFuture();
    assertFalse(outside.isDone());
    assertEquals(WaitingRoom.PLACES + 1, log.queued());
    gate.open.countDown();
    outside.get(20, TimeUnit.SECONDS);
    log.close();
    assertEquals(0, log.lost());
    List<String> lines = gate.bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(1 + WaitingRoom.PLACES + 1, lines.size());
    assertTrue(lines.get(lines.size() - 1).contains("\"last\""));
  }

  @Test
  void letsNoAnswerGoBeforeItsLineIsWrittenIfItIsStrict() throws Exception {
    Gate gate = new Gate();
    TrafficLog log = start(gate, WhenSlow.DROP, true);
    CompletableFuture<Void> first = log.record(Exchanges.refused("first")).toCompletableFuture();
    assertTrue(gate.reached.await(20, TimeUnit.SECONDS));
    CompletableFuture<Void> second = log.record(Exchanges.refused("second")).toCompletableFuture();
    assertFalse(first.isDone());
    gate.open.countDown();
    first.get(20, TimeUnit.SECONDS);
    second.get(20, TimeUnit.SECONDS);
    // Before the log is closed: both are there because they were waited for.
    assertEquals(2, gate.bytes.toString(StandardCharsets.UTF_8).lines().count());
    log.close();
  }

  /** An answer that is kept back makes clients repeat what has been done already. */
  @Test
  void givesTheAnswerThoughTheDiskFailsAndCountsTheLoss() throws Exception {
    TrafficLog log = start(new Failing(), WhenSlow.DROP, true);
    log.record(Exchanges.refused("lost")).toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertEquals(1, log.lost());
    log.close();
  }

  @Test
  void aPlaceThatFailsTakesNothingFromTheOthers() throws Exception {
    Failing failing = new Failing();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    TrafficLog log =
        QueuedTrafficLog.start(
            List.of(new LineSink(Output.of(failing)), new LineSink(Output.of(other))),
            LINE,
            CLOCK,
            WhenSlow.DROP,
            true);
    log.record(Exchanges.refused("one")).toCompletableFuture().get(20, TimeUnit.SECONDS);
    log.record(Exchanges.refused("two")).toCompletableFuture().get(20, TimeUnit.SECONDS);
    log.close();
    List<String> lines = other.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).contains("\"one\"") && lines.get(1).contains("\"two\""));
    assertEquals(
        "{\"time\":\"2016-05-04T10:20:30.500Z\",\"dropped\":1}",
        failing.bytes.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
  }

  private static void assertDone(CompletionStage<Void> stage) {
    assertTrue(stage.toCompletableFuture().isDone());
  }

  private static TrafficLog start(OutputStream out, WhenSlow whenSlow, boolean strict) {
    return QueuedTrafficLog.start(
        List.of(new LineSink(Output.of(out))), LINE, CLOCK, whenSlow, strict);
  }

  private static TrafficLog open(Path file) throws IOException {
    return TrafficLog.open(
        new TrafficLogConfig.File(file), Environment.EMBEDDED, Exchanges.KEY_ID::equals, CLOCK);
  }

  private static final class Gate extends OutputStream {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      reached.countDown();
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      bytes.write(from, offset, length);
    }
  }

  private static final class Failing extends OutputStream {

    private final CountDownLatch failed = new CountDownLatch(1);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      if (failed.getCount() > 0) {
        failed.countDown();
        throw new IOException("expected: disk full");
      }
      bytes.write(from, offset, length);
    }
  }
}
