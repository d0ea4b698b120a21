/** What the proxy itself keeps over a restart, and what it does later. */
package org.mturkproxy.proxy.state;
