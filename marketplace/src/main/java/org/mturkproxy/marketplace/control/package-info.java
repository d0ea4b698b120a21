/** What tests do to the marketplace: move its clock, empty it, make it fail. */
package org.mturkproxy.marketplace.control;
