/**
 * Finds pictures that are in two subsets under two names: the same pixels, or nearly the same.
 *
 * <p>May import: {@code report.profile}, {@code sample}, {@code java.*}. Decisions:
 *
 * <ul>
 *   <li>Pictures of one product under one camera are nearly alike: a perceptual hash of the picture
 *       gives all of them a few values, and every pair would be a candidate. So what is hashed, and
 *       compared, is the difference from the mean of the category.
 *   <li>Candidates by hash are compared once more, by 32 x 32 cells, after a small shift, zoom and
 *       change of contrast are taken out, as a share of what two pictures of the category usually
 *       differ by. Only so has one threshold a meaning for all products.
 *   <li>The driver holds two longs and a few bytes a picture; prints are fetched for candidates
 *       alone, a fixed number at a time, and compared where the later picture's print is.
 *   <li>Frames of videos are looked for by their pixels alone: under a fixed camera neighbours are
 *       near twins by nature.
 * </ul>
 */
package io.millrace.report.twins;
