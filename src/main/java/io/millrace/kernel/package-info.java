/**
 * The loops in which a picture's time is spent, written plainly and, where the JVM or a library has
 * something faster, once more: {@code kernel.vector} for the Vector API, {@code kernel.igzip} for
 * Intel's inflate. Sees Java and those two alone.
 *
 * <p>Whatever is chosen, the bits are the same: executors may differ, and nothing of it is
 * recorded. The choice is made once per JVM, see {@link io.millrace.kernel.Accelerators}.
 *
 * <p>What surprised us:
 *
 * <ul>
 *   <li>A Paeth filter is bound by the number of its instructions, not by its chain of sums: three
 *       channels in three scalar chains take 6 ns a pixel with conditional moves and 9 with masks;
 *       in one vector of shorts 3, and two lines at once no less.
 *   <li>Compilers make a conditional move of a choice between two values; where two choices hang on
 *       one comparison they branch, which takes 19 ns.
 *   <li>A loop by the Vector API that is inlined deep into a decoder keeps its vectors on the heap,
 *       because the compiler gives up before it reaches their innermost methods. Only loops that
 *       are fast there, not alone, are here: {@code bench decode} decides, and it shows
 *       allocations.
 *   <li>A table of 256 numbers is read without a check of its bounds only if it is a constant.
 * </ul>
 */
package io.millrace.kernel;
