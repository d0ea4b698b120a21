package org.mturkproxy.config;

import java.time.Duration;

/**
 * What connections of legacy clients may take.
 *
 * @param total how many there may be
 * @param perAddress how many from one address
 * @param headTime from the first byte of a request to the end of its head
 * @param requestTime from the first byte of a request to its last
 * @param idleTime how long nothing may come, unless an answer is waited for
 */
public record ConnectionLimits(
    int total, int perAddress, Duration headTime, Duration requestTime, Duration idleTime) {}
