/** Files that Workers hand in as answers. */
package org.mturkproxy.marketplace.files;
