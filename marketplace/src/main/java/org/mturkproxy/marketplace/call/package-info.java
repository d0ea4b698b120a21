/** One call of the modern API: reading and checking its input, running it, writing its answer. */
package org.mturkproxy.marketplace.call;
