package org.mturkproxy.config;

/**
 * Where legacy clients connect.
 *
 * @param host address to bind; loopback unless configured
 * @param port TCP port; 0 takes a free one
 * @param maxUrlBytes longest request target
 * @param maxBodyBytes longest body
 */
public record ListenConfig(String host, int port, int maxUrlBytes, int maxBodyBytes) {}
