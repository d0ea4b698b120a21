/** HITs and HIT types: making them, their states, and what the clock does to them. */
package org.mturkproxy.marketplace.hits;
