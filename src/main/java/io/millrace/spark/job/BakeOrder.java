package io.millrace.spark.job;

import io.millrace.batch.Recipe;
import io.millrace.store.StoreFacts;
import io.millrace.store.StorePaths;
import java.io.Serializable;

/**
 * What every task of a job does.
 *
 * @param paths of the store that is written
 * @param facts of the store
 * @param recipe how files become the numbers of a tensors store
 * @param allowance bad samples after which a task need not go on
 */
record BakeOrder(StorePaths paths, StoreFacts facts, Recipe recipe, int allowance)
    implements Serializable {}
