/** What a traffic log tells: reports, and exports for other programs. */
package org.mturkproxy.proxy.report;
