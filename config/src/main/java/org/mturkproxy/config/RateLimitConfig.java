package org.mturkproxy.config;

/**
 * How many calls an account of the marketplace may make.
 *
 * @param perSecond on average
 * @param burst at once, after a pause
 */
public record RateLimitConfig(int perSecond, int burst) {}
