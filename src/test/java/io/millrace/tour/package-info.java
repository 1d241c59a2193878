/**
 * A program for tests on clusters that runs one command of ours after the other in one driver.
 * Travels to clusters as a jar of its own beside ours.
 */
package io.millrace.tour;
