/** The page on which operators see the traffic: what it is told, and its own files. */
package org.mturkproxy.proxy.page;
