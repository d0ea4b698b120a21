package org.mturkproxy.marketplace.notifications;

/** Carries a message out of the house. May block. */
public interface Courier extends AutoCloseable {

  /**
   * Delivers.
   *
   * @param transport {@code SQS} or {@code SNS}
   * @param destination the URL of a queue, or the ARN of a topic
   * @throws RuntimeException if the message did not arrive, or perhaps did not
   */
  void deliver(String transport, String destination, String body);

  @Override
  void close();
}
