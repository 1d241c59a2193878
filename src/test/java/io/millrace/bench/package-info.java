/**
 * Kernels under JMH, for changes of a few percent that {@code millrace bench} cannot tell. Not run
 * by any test: {@code mvn -Pjmh test-compile exec:exec}. A kernel that only its own room sees has
 * its benchmark there.
 */
package io.millrace.bench;
