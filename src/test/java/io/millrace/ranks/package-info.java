/**
 * A program of ranks for tests on clusters: a linear model in plain Java, and points at which a
 * rank waits, sleeps or throws. Travels to clusters as a jar of its own beside ours.
 */
package io.millrace.ranks;
