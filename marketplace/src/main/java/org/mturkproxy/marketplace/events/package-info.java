/** What happens to HITs and assignments, written down for those who want to be told. */
package org.mturkproxy.marketplace.events;
