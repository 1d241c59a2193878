/**
 * Example trainers and ready functions for batches, which see the engine: Gaussian statistics
 * (PaDiM), a convolutional autoencoder, a ring all-reduce over sockets, and the figures of an
 * evaluation. Sees {@code feed}, {@code batch} and the rooms below, neither Spark nor the
 * configuration. Collectives belong to the user: what is here is for small models and for proofs.
 * Decisions:
 *
 * <ul>
 *   <li>Weights live in Java as one flat vector. Each step makes one array of them, and layers take
 *       views of it: gradients come back as one vector, which is what ranks sum, and no array
 *       outlives a step.
 *   <li>Sums, not means, travel: gradients of summed losses and the number of rows. So rows that
 *       could not be read count for nothing, wherever they are.
 *   <li>A rank's last bits depend on its share of the batch: weights are equal to the byte for
 *       equal numbers of ranks alone.
 *   <li>Whether a thread records gradients is a state of the thread in the engine, off in the one
 *       that loaded it; and the engine allows one open gradient collector a JVM ({@code
 *       GradientTape}).
 *   <li>The engine has no transposed convolution and averages over one axis at a time.
 *   <li>A pixel AUROC is that of the map enlarged by nearest to the masks: a cell of the map counts
 *       with as many pixels as it stands for, so that no enlarged map is ever made.
 * </ul>
 */
package io.millrace.train;
