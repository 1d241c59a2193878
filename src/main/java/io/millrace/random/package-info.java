/**
 * Random numbers as torch and numpy have them, and the keyed mix that Millrace's own plan uses.
 *
 * <p>May import: {@code java.*}. Decisions that surprised us:
 *
 * <ul>
 *   <li>{@link io.millrace.random.KeyMix#permutation} sorts keys alone: the mix is a bijection, so
 *       the index is computed back from its sorted key, and ties cannot happen.
 *   <li>torch and numpy seed the same generator in the same way and still shuffle differently:
 *       forwards with a remainder, backwards with masked rejection.
 *   <li>torch seeds with the low 32 bits only: seeds that differ by 2^32 give the same order.
 * </ul>
 */
package io.millrace.random;
