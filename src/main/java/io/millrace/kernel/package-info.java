/**
 * The loops in which a picture's time is spent, written plainly and, where the JVM or a library has
 * something faster, once more: {@code kernel.vector} for the Vector API, {@code kernel.igzip} for
 * Intel's inflate. Sees Java and those two alone.
 *
 * <p>Whatever is chosen, the bits are the same: executors may differ, and nothing of it is
 * recorded. The choice is made once per JVM, see {@link io.millrace.kernel.Accelerators}.
 *
 * <p>What surprised us: a Paeth filter is bound by the number of instructions, not by its chain of
 * sums, so three channels in three scalar chains take 6 ns a pixel with conditional moves and 9
 * with masks; in one vector of shorts 3. Compilers make a conditional move of one choice between
 * two values; where two values hang on one comparison they branch, which takes 19.
 */
package io.millrace.kernel;
