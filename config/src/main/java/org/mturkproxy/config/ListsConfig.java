package org.mturkproxy.config;

import java.time.Duration;

/**
 * What is kept of modern lists, for their pages are asked for one after the other.
 *
 * @param maxAge how long a list is used; zero: none is kept
 * @param maxBytes the memory that all of them may take; 0: none is kept
 */
public record ListsConfig(Duration maxAge, int maxBytes) {}
