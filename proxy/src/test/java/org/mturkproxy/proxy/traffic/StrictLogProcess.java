package org.mturkproxy.proxy.traffic;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.TrafficLogConfig.Lines;
import org.mturkproxy.config.TrafficLogConfig.Retention;
import org.mturkproxy.config.TrafficLogConfig.Rotation;
import org.mturkproxy.config.TrafficLogConfig.Sinks;
import org.mturkproxy.config.TrafficLogConfig.Store;
import org.mturkproxy.proxy.upstream.Environment;

/**
 * Logs strictly, four calls at a time, until it is killed; prints the id of each call once its
 * answer may be given.
 */
final class StrictLogProcess {

  private StrictLogProcess() {}

  static Sinks config(Path directory) {
    return new Sinks(
        Optional.of(new Lines(directory.resolve("t.jsonl"), Rotation.DEFAULT)),
        Optional.of(new Store(directory.resolve("t.db"), Retention.DEFAULT)),
        false,
        TrafficLogConfig.WhenSlow.DROP,
        true,
        TrafficLogConfig.Personal.HASH);
  }

  public static void main(String[] arguments) throws Exception {
    TrafficLog log =
        TrafficLog.open(
            config(Path.of(arguments[0])),
            Environment.EMBEDDED,
            Exchanges.KEY_ID::equals,
            // So that no call is too old to stay.
            Clock.fixed(Exchanges.TIME, ZoneOffset.UTC));
    for (int i = 0; true; i += 4) {
      CompletableFuture<?>[] calls = new CompletableFuture<?>[4];
      for (int j = 0; j < 4; j++) {
        String id = "id" + (i + j) + ".";
        calls[j] =
            log.record(Exchanges.refused(id))
                .thenRun(() -> System.out.println(id))
                .toCompletableFuture();
      }
      CompletableFuture.allOf(calls).join();
    }
  }
}
