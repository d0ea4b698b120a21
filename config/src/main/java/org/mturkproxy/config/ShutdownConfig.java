package org.mturkproxy.config;

import java.time.Duration;

/**
 * How {@code serve} ends.
 *
 * @param delay how long it goes on as before while {@code /readyz} already says no, so that load
 *     balancers can turn away
 * @param grace how long the calls under way may take before they are cut off
 */
public record ShutdownConfig(Duration delay, Duration grace) {}
