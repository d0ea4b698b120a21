package org.mturkproxy.config;

/**
 * Where modern clients connect.
 *
 * @param host address to bind; loopback unless configured
 * @param port TCP port; 0 takes a free one
 */
public record MarketplaceListen(String host, int port) {}
