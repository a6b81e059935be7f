package dev.patchbay.embedded;

import dev.patchbay.testkit.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A JVM of its own that starts a server, prints its URI or the failure's message, and waits to be
 * killed.
 */
final class EmbeddedRedisChild {

  private EmbeddedRedisChild() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      EmbeddedRedis redis = EmbeddedRedis.start(Path.of(arguments[0]), AppendFsync.ALWAYS);
      System.out.println("answer " + redis.uri());
      Thread.sleep(60_000);
      redis.close();
    } catch (IOException e) {
      System.out.println("answer " + e.getMessage());
    }
  }

  static Process launch(Path directory) throws IOException {
    return JavaProcess.of(EmbeddedRedisChild.class, directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The output after {@code answer}; log lines may come before. */
  static String answer(Process child) throws IOException {
    BufferedReader output = child.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("answer ")) {
        return line.substring("answer ".length());
      }
    }
    throw new IOException("the child ended without an answer");
  }
}
