/** Time: what is due is done before anybody looks. */
package org.mturkproxy.marketplace.world;
