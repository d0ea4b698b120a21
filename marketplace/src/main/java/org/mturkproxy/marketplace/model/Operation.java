package org.mturkproxy.marketplace.model;

import org.mturkproxy.marketplace.model.Type.Structure;

/**
 * An operation of the modern API.
 *
 * @param name as in the {@code X-Amz-Target} header, after the dot
 */
public record Operation(String name, Structure input, Structure output) {}
