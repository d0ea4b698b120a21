package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.lang.management.ManagementFactory;

/**
 * What this process holds.
 *
 * @param descriptors files and sockets that are open
 * @param direct bytes of direct memory that Netty holds
 * @param heap bytes that are left after a collection
 */
record Footprint(long descriptors, long direct, long heap) {

  /**
   * How much more may be there than before: upstream connections that happen to be open (both ends
   * are in this process), the chunks of one more thread's buffers, and what is remembered for some
   * minutes within bounds of its own (answers that nobody got, lists).
   */
  private static final Footprint TOLERANCE = new Footprint(24, 16L << 20, 16L << 20);

  static Footprint now() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    UnixOperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    var buffers = (ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT;
    return new Footprint(
        system.getOpenFileDescriptorCount(),
        buffers.metric().usedDirectMemory(),
        runtime.totalMemory() - runtime.freeMemory());
  }

  void assertNotAbove(Footprint before) {
    String both = "before: " + before + ", after: " + this;
    assertTrue(descriptors <= before.descriptors + TOLERANCE.descriptors, both);
    assertTrue(direct <= before.direct + TOLERANCE.direct, both);
    assertTrue(heap <= before.heap + TOLERANCE.heap, both);
  }
}
