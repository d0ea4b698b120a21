/**
 * Signature Version 4, the checking side: takes a request as it stood on the wire and tells whose
 * it is, or which AWS error it deserves. Knows nothing of the API behind it, so that anything that
 * has to accept signed calls can use it.
 */
package org.mturkproxy.marketplace.sigv4;
