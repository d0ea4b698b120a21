package org.mturkproxy.marketplace.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mturkproxy.marketplace.store.Database;

class WorkerMailTest {

  @Test
  void theInboxShowsTheNewestThousandOldestFirst() {
    try (Database database = Database.inMemory()) {
      List<String> subjects =
          database.write(
              transaction -> {
                for (int i = 1; i <= 1001; i++) {
                  WorkerMail.send(transaction, "alice", "A1", "" + i, "b", Instant.EPOCH);
                }
                WorkerMail.send(transaction, "alice", "A2", "other", "b", Instant.EPOCH);
                return WorkerMail.inbox(transaction, "A1").stream()
                    .map(message -> message.node().get("Subject").textValue())
                    .toList();
              });
      assertEquals(IntStream.rangeClosed(2, 1001).mapToObj(i -> "" + i).toList(), subjects);
    }
  }
}
