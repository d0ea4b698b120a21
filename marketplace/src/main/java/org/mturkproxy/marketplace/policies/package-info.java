/** Review policies as they are given: reading and checking them. Running them is for reviews. */
package org.mturkproxy.marketplace.policies;
