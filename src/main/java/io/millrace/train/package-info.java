/**
 * Example trainers and ready functions for batches, which see the engine: Gaussian statistics
 * (PaDiM), a convolutional autoencoder, a ring all-reduce over sockets, and the figures of an
 * evaluation. Sees {@code feed}, {@code batch} and the rooms below, neither Spark nor the
 * configuration. Collectives belong to the user: what is here is for small models and for proofs.
 */
package io.millrace.train;
