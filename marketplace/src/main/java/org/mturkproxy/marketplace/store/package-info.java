/**
 * The database: transactions, plain SQL, the schema's migrations, and what every table needs (ids,
 * pages, repeated-call tokens).
 *
 * <p>The SQL of the features is the common part of SQLite and PostgreSQL. What differs (types of
 * key columns, opening, settings) is here and under {@code db/sqlite} in the resources.
 */
package org.mturkproxy.marketplace.store;
