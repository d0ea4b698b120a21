package org.mturkproxy.proxy.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.translator.errand.Errand;

/** Errands over pauses, restarts and kills; time passes when the test says so. */
@Timeout(60)
class DurableErrandsTest {

  private static final Instant NOW = Instant.parse("2016-05-04T10:20:30Z");
  private static final Instant DEADLINE = NOW.plus(Duration.ofDays(2));
  private static final Errand PROMISED = new Errand("KEY", "3H", DEADLINE, true, 0);
  private static final Errand BEGUN = new Errand("KEY", "3H", DEADLINE, false, 0);
  private static final Map<String, String> ACCOUNTS = Map.of("KEY", "https://one as KEY");

  private record Waiting(Duration pause, Runnable task) {}

  @TempDir Path directory;

  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final List<Errand> carriedOn = new ArrayList<>();
  private final BlockingQueue<Optional<String>> results = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private EventLoops loops;

  @BeforeEach
  void startLoops() {
    loops = EventLoops.start(1);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    loops.close();
  }

  private DurableErrands start() throws IOException {
    return start(directory, ACCOUNTS, NOW);
  }

  private DurableErrands start(Path where, Map<String, String> accounts, Instant now)
      throws IOException {
    State state = State.open(Optional.of(where), loops);
    DurableErrands errands =
        new DurableErrands(
            state,
            key -> Optional.ofNullable(accounts.get(key)),
            (pause, task) -> waiting.add(new Waiting(pause, task)),
            Clock.fixed(now, ZoneOffset.UTC));
    open.add(0, state);
    open.add(0, errands);
    errands.carriedOnBy(
        errand -> {
          carriedOn.add(errand);
          return CompletableFuture.completedFuture(results.remove());
        });
    return errands;
  }

  /** Another process, which finds the files as they are at this moment. */
  private Path afterAKill() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    for (String file : List.of("state.db", "state.db-wal")) {
      Files.copy(directory.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private static <T> T done(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Duration runNext() throws InterruptedException {
    Waiting next = waiting.take();
    next.task().run();
    return next.pause();
  }

  @Test
  void aPromisedErrandIsCarriedOnWithGrowingPausesUntilItIsDone() throws Exception {
    DurableErrands errands = start();
    done(errands.keep(PROMISED));
    for (int i = 0; i < 9; i++) {
      results.add(Optional.of("NotYet"));
    }
    results.add(Optional.empty());

    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      pauses.add(runNext().toSeconds());
    }

    assertEquals(List.of(15L, 30L, 60L, 120L, 240L, 480L, 960L, 1800L, 1800L, 1800L), pauses);
    assertEquals(9, carriedOn.get(9).attempt());
    done(errands.drop("KEY", "another"));
    assertEquals(Optional.empty(), errands.find("KEY", "3H"));
    assertEquals(0, waiting.size());
  }

  @Test
  void anErrandOutlivesAKill() throws Exception {
    DurableErrands errands = start();
    done(errands.keep(BEGUN));
    done(errands.keep(PROMISED));

    DurableErrands again = start(afterAKill(), ACCOUNTS, NOW);

    assertEquals(Optional.of(PROMISED), again.find("KEY", "3H"));
    waiting.take();
    results.add(Optional.empty());
    assertEquals(Duration.ZERO, runNext());
    assertEquals(List.of(PROMISED), carriedOn);
  }

  @Test
  void attemptsAreCountedOverARestart() throws Exception {
    DurableErrands errands = start();
    done(errands.keep(PROMISED));
    results.add(Optional.of("NotYet"));
    runNext();
    waiting.take();
    closeAll();
    open.clear();
    startLoops();

    start();
    results.add(Optional.of("NotYet"));
    assertEquals(Duration.ZERO, runNext());
    assertEquals(1, carriedOn.get(1).attempt());
    assertEquals(Duration.ofSeconds(60), waiting.take().pause());
  }

  @Test
  void whatNobodyWasPromisedIsKeptButNotCarriedOn() throws Exception {
    done(start().keep(BEGUN));

    DurableErrands again = start(afterAKill(), ACCOUNTS, NOW);

    assertEquals(Optional.of(BEGUN), again.find("KEY", "3H"));
    assertEquals(0, waiting.size());
  }

  @Test
  void whatIsDoneIsForgottenForGood() throws Exception {
    DurableErrands errands = start();
    done(errands.keep(BEGUN));
    done(errands.drop("KEY", "3H"));

    assertEquals(Optional.empty(), start(afterAKill(), ACCOUNTS, NOW).find("KEY", "3H"));
  }

  @Test
  void afterItsDeadlineAnErrandIsGivenUp() throws Exception {
    DurableErrands errands = start();
    done(errands.keep(new Errand("KEY", "3H", NOW, true, 3)));
    runNext();
    done(errands.drop("KEY", "another"));
    assertEquals(Optional.empty(), errands.find("KEY", "3H"));
    assertEquals(List.of(), carriedOn);

    done(errands.keep(PROMISED));
    assertEquals(Optional.empty(), start(afterAKill(), ACCOUNTS, DEADLINE).find("KEY", "3H"));
  }

  /** Money must not be spent by an errand of another account. */
  @Test
  void anErrandIsBoundToTheAccountThatItWasMadeFor() throws Exception {
    done(start().keep(PROMISED));
    Path kept = afterAKill();
    waiting.clear();

    for (Map<String, String> other :
        List.of(Map.of("KEY", "https://other as KEY"), Map.<String, String>of())) {
      DurableErrands errands = start(kept, other, NOW);
      assertEquals(Optional.empty(), errands.find("KEY", "3H"));
      assertEquals(0, waiting.size());
      open.remove(0).close();
      open.remove(0).close();
    }

    assertEquals(Optional.of(PROMISED), start(kept, ACCOUNTS, NOW).find("KEY", "3H"));
    assertEquals(Duration.ZERO, waiting.take().pause());
  }

  @Test
  void whileItsKeyIsConfiguredForAnotherAccountOrNoneAnErrandWaits() throws Exception {
    Map<String, String> accounts = new HashMap<>(ACCOUNTS);
    DurableErrands errands = start(directory, accounts, NOW);
    done(errands.keep(PROMISED));

    accounts.put("KEY", "https://other as KEY");
    runNext();
    assertEquals(Optional.empty(), errands.find("KEY", "3H"));
    accounts.remove("KEY");
    assertEquals(Duration.ofMinutes(30), runNext());
    assertEquals(List.of(), carriedOn);

    accounts.putAll(ACCOUNTS);
    assertEquals(Optional.of(PROMISED), errands.find("KEY", "3H"));
    results.add(Optional.empty());
    runNext();
    assertEquals(List.of(PROMISED), carriedOn);
  }

  @Test
  void anAttemptThatBreaksIsTriedAgain() throws Exception {
    DurableErrands errands = start();
    errands.carriedOnBy(
        errand -> CompletableFuture.failedStage(new IllegalStateException("broken")));
    done(errands.keep(PROMISED));

    assertEquals(Duration.ofSeconds(15), runNext());
    assertEquals(Duration.ofSeconds(30), waiting.take().pause());
  }

  @Test
  void twoProcessesDoNotShareAState() throws Exception {
    start();
    IOException refused = assertThrows(IOException.class, this::start);
    assertEquals(true, refused.getMessage().endsWith("is already in use."), refused.getMessage());
  }
}
