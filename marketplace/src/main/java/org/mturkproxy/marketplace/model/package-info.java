/**
 * The modern API as data: every operation with its members, their types, which are required, and
 * their limits. Input is checked against these declarations and nothing else; what a handler checks
 * is only what depends on state. Nothing here knows HTTP or the database.
 */
package org.mturkproxy.marketplace.model;
