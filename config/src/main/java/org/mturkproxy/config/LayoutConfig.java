package org.mturkproxy.config;

/**
 * A HIT layout, which on MTurk is made on the Requester's website.
 *
 * @param id the {@code HITLayoutId}, 1 to 64 of {@code A-Z0-9}
 * @param html a page with placeholders such as {@code ${image}}
 * @param frameHeight in pixels; 0 for the whole window
 */
public record LayoutConfig(String id, String html, int frameHeight) {}
