package org.mturkproxy.config;

import java.time.Duration;

/**
 * Where modern calls go.
 *
 * @param target which upstream
 * @param region the region in the SigV4 scope
 * @param service the service name in the SigV4 scope
 * @param connectTimeout to get a connection, TLS included
 * @param readTimeout from the last byte sent to the whole answer
 * @param budget for one modern call, own retries included; below the clients' own timeouts
 * @param maxConnections pooled connections per host
 */
public record UpstreamConfig(
    UpstreamTarget target,
    String region,
    String service,
    Duration connectTimeout,
    Duration readTimeout,
    Duration budget,
    int maxConnections) {}
