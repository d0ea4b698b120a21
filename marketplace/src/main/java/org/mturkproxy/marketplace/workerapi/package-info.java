/** The Workers' side, which on MTurk is a website: JSON over HTTP, unsigned. */
package org.mturkproxy.marketplace.workerapi;
