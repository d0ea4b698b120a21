/** Holds each key to what it may spend, whichever API its call came in by. */
package org.mturkproxy.proxy.spend;
