package org.mturkproxy.proxy.traffic;

import java.util.concurrent.CompletableFuture;

/**
 * A call that waits to be written.
 *
 * @param entry the call
 * @param goOn completed when its answer may be given
 */
record Waiting(LogEntry entry, CompletableFuture<Void> goOn) {}
