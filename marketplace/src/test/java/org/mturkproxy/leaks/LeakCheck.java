package org.mturkproxy.leaks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that loses a Netty buffer. Netty notices only when a lost buffer has been
 * collected, and only tells its log: so collect at the end of each class, and listen. Registered
 * for every test class of the modules that use Netty.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {

  private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    // Before the first buffer is made, for the detector is asked for once.
    if (!(ResourceLeakDetectorFactory.instance() instanceof Listening)) {
      ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Listening());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    // What one collection finds is told in any order; by the end of the next, all of it has been.
    awaitCollection();
    awaitCollection();
    // Making a buffer is what makes the detector look.
    ByteBufAllocator.DEFAULT.buffer(1).release();
    List<String> leaks = List.copyOf(LEAKS);
    LEAKS.clear();
    assertEquals(List.of(), leaks);
  }

  private static void awaitCollection() throws InterruptedException {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    PhantomReference<Object> garbage = new PhantomReference<>(new Object(), collected);
    do {
      System.gc();
    } while (collected.remove(100) != garbage);
  }

  private static final class Listening extends ResourceLeakDetectorFactory {

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval) {
      return new Detector<>(resource, samplingInterval);
    }

    @Override
    @Deprecated
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      return new Detector<>(resource, samplingInterval);
    }
  }

  private static final class Detector<T> extends ResourceLeakDetector<T> {

    Detector(Class<T> resource, int samplingInterval) {
      super(resource, samplingInterval);
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      LEAKS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
      LEAKS.add(resourceType);
    }
  }
}
