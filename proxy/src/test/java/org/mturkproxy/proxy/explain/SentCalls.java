package org.mturkproxy.proxy.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Notes what every client of the AWS SDK in this process sends. The SDK finds it by the file {@code
 * execution.interceptors}, so that generated code need not name it.
 */
public final class SentCalls implements ExecutionInterceptor {

  /** One call. */
  record Sent(String target, String body) {}

  private static final Queue<Sent> SENT = new ConcurrentLinkedQueue<>();

  /** What was sent since this was last asked. */
  static List<Sent> taken() {
    List<Sent> sent = List.copyOf(SENT);
    SENT.clear();
    return sent;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    String target = context.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    String body =
        context.requestBody().map(b -> text(b.contentStreamProvider().newStream())).orElse("");
    SENT.add(new Sent(target, body));
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
