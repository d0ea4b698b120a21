/** Runs the review policies of HITs, and tells what came of it. */
package org.mturkproxy.marketplace.reviews;
