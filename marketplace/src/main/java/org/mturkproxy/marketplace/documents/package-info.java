/** The XML documents inside calls: questions, tests, answer keys, answers. */
package org.mturkproxy.marketplace.documents;
