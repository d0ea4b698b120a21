/**
 * The HTTP/1.1 front: whole requests in, whole answers out. It knows Netty and nothing of the API;
 * the API behind it knows nothing of Netty.
 */
package org.mturkproxy.marketplace.http;
