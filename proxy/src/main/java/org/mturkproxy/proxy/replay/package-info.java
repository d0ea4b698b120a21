/** Makes logged legacy calls again and compares the answers. */
package org.mturkproxy.proxy.replay;
