package org.mturkproxy.marketplace.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final long SECOND = 1_000_000_000;

  private final AtomicLong time = new AtomicLong(-5);
  private final RateLimit limit = new RateLimit(2, 3, time::get);

  @Test
  void anAccountHasItsBurstAndThenItsRate() {
    assertEquals(3, allowed("alice", 10));
    time.addAndGet(SECOND / 2);
    assertEquals(1, allowed("alice", 10));
    time.addAndGet(SECOND / 4);
    assertEquals(0, allowed("alice", 10));
    time.addAndGet(SECOND / 4);
    assertEquals(1, allowed("alice", 10));
  }

  @Test
  void aPauseGivesBackNoMoreThanTheBurst() {
    allowed("alice", 10);
    time.addAndGet(1000 * SECOND);
    assertEquals(3, allowed("alice", 10));
  }

  @Test
  void accountsDoNotCountForEachOther() {
    allowed("alice", 10);
    assertEquals(3, allowed("bob", 10));
  }

  private long allowed(String account, int calls) {
    return IntStream.range(0, calls).filter(i -> isAllowed(account)).count();
  }

  private boolean isAllowed(String account) {
    try {
      limit.take(account);
      return true;
    } catch (ApiException e) {
      assertEquals("ThrottlingException", e.type());
      assertEquals("Rate exceeded", e.getMessage());
      return false;
    }
  }
}
