package org.mturkproxy.translator.wire;

/** A name and its value, decoded, as they stood in the request. */
public record Pair(String name, String value) {}
