/** Assignments: what Workers do with them, and what Requesters decide about them. */
package org.mturkproxy.marketplace.assignments;
