/**
 * An S3 server for tests: s3mock in a process of its own, and a front before it that makes
 * conditional requests right, injects faults and counts.
 */
package io.millrace.s3;
