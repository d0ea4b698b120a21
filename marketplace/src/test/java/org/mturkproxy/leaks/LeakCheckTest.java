package org.mturkproxy.leaks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check that watches all other tests of what uses Netty, watched itself. */
class LeakCheckTest {

  static List<ByteBufAllocator> allocators() {
    return List.of(
        ByteBufAllocator.DEFAULT, PooledByteBufAllocator.DEFAULT, UnpooledByteBufAllocator.DEFAULT);
  }

  private final LeakCheck check = new LeakCheck();

  @ParameterizedTest
  @MethodSource("allocators")
  void aLostBufferFailsTheClass(ByteBufAllocator allocator) throws InterruptedException {
    lose(allocator);

    AssertionError found = assertThrows(AssertionError.class, () -> check.afterAll(null));

    assertTrue(found.getMessage().contains("ByteBuf"), found.getMessage());
    assertTrue(found.getMessage().contains("LeakCheckTest.lose"), found.getMessage());
    // Told once; the next class has nothing to do with it.
    check.afterAll(null);
  }

  @ParameterizedTest
  @MethodSource("allocators")
  void aReleasedBufferDoesNot(ByteBufAllocator allocator) throws InterruptedException {
    allocator.directBuffer(16).release();

    check.afterAll(null);
  }

  @Test
  void everyBufferIsWatchedAndNotOneInAHundred() {
    assertEquals(ResourceLeakDetector.Level.PARANOID, ResourceLeakDetector.getLevel());
  }

  private static void lose(ByteBufAllocator allocator) {
    allocator.directBuffer(16).writeByte(1);
  }
}
