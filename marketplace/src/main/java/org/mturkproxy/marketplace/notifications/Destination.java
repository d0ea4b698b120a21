package org.mturkproxy.marketplace.notifications;

/**
 * Where messages go.
 *
 * @param transport {@code SQS} or {@code SNS}
 * @param address the URL of a queue, or the ARN of a topic
 */
record Destination(String transport, String address) {}
