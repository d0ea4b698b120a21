package org.mturkproxy.marketplace.sigv4;

/**
 * One header line as received.
 *
 * @param name in any case
 * @param value without the line end; outer blanks do not matter
 */
public record Header(String name, String value) {}
