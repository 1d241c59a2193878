/**
 * A Hadoop file system for tests, scheme {@code hold}: this machine's files, and points at which
 * whoever comes by waits until a test lets it go. Travels to clusters as a jar of its own, so it
 * imports nothing but {@code java.*} and Hadoop.
 */
package io.millrace.hold;
