/**
 * The loops by the Vector API of JDK 17, an incubating module: compiled in an execution of its own,
 * because the compiler's warning of it cannot be turned off and warnings are errors elsewhere;
 * found by name at run time, so that nothing here is loaded without the module.
 */
package io.millrace.kernel.vector;
