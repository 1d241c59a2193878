package io.millrace.cli;

import io.millrace.config.InvalidConfigException;
import io.millrace.sample.BadSampleException;
import io.millrace.store.InvalidStoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into one clear paragraph and an exit code. */
final class Failures {
  static final int UNEXPECTED = 1;
  static final int USAGE = 2;
  static final int BAD_DATA = 3;

  private Failures() {}

  static int report(Exception failure, CommandLine command, boolean verbose) {
    PrintWriter err = command.getErr();
    Throwable cause = cause(failure);
    err.println("millrace: " + message(cause));
    if (verbose) {
      failure.printStackTrace(err);
    }

    err.flush();
    return code(cause);
  }

  static int reportUsage(ParameterException failure, String[] arguments) {
    PrintWriter err = failure.getCommandLine().getErr();
    err.println("millrace: " + failure.getMessage());
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = new ArrayList<>(unmatched.getSuggestions());
      if (!suggestions.isEmpty()) {
        err.println("Did you mean: " + String.join(", ", suggestions) + "?");
      }
    }

    err.println("Try 'millrace " + name(failure.getCommandLine()) + "--help'.");
    err.flush();
    return USAGE;
  }

  /** The one sentence of {@link #report}. */
  static String sentence(Exception failure) {
    return message(cause(failure));
  }

  private static String name(CommandLine line) {
    return line.getParent() == null ? "" : line.getCommandName() + " ";
  }

  /** The failure that we know, however deep Spark has wrapped it; else the outermost one. */
  private static Throwable cause(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof InvalidConfigException
          || each instanceof InvalidStoreException
          || each instanceof BadSampleException) {
        return each;
      }
    }

    return failure;
  }

  private static String message(Throwable cause) {
    boolean known =
        cause instanceof InvalidConfigException
            || cause instanceof InvalidStoreException
            || cause instanceof BadSampleException
            || cause instanceof IllegalArgumentException
            || cause instanceof IllegalStateException
            || cause instanceof IOException
            || cause instanceof java.io.UncheckedIOException;
    if (cause instanceof FileSystemException file) {
      return message(file);
    }

    if (known && cause.getMessage() != null) {
      return cause.getMessage();
    }

    String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return "Unexpected failure: "
        + cause.getClass().getSimpleName()
        + ": "
        + first
        + " (run again with --verbose for the stack trace)";
  }

  private static String message(FileSystemException failure) {
    return "Cannot use %s: %s (check the path, its rights and the disk's space)"
        .formatted(failure.getFile(), why(failure));
  }

  /** Why a file cannot be used; of the JDK's own the message says no more than the path. */
  static String why(Exception failure) {
    return failure instanceof FileSystemException file
        ? why(file)
        : String.valueOf(failure.getMessage());
  }

  private static String why(FileSystemException failure) {
    String why = failure.getReason();
    if (failure instanceof NoSuchFileException) {
      why = "there is no such file or folder";
    } else if (failure instanceof AccessDeniedException) {
      why = "permission denied";
    } else if (failure instanceof FileAlreadyExistsException) {
      why = "there is a file of that name";
    } else if (failure instanceof DirectoryNotEmptyException) {
      why = "there is a folder of that name";
    }

    return why == null ? failure.getClass().getSimpleName() : why;
  }

  private static int code(Throwable cause) {
    if (cause instanceof BadSampleException) {
      return BAD_DATA;
    }

    return cause instanceof InvalidConfigException
            || cause instanceof InvalidStoreException
            || cause instanceof IllegalArgumentException
        ? USAGE
        : UNEXPECTED;
  }
}
