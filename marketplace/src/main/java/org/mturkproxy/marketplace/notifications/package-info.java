/** Telling Requesters and Workers. */
package org.mturkproxy.marketplace.notifications;
