package dev.patchbay.testkit;

import dev.patchbay.Main;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands of JVMs beside that of the tests, without settings of the tests' environment. */
public final class JavaProcess {

  /**
   * They end before the second compiler and a parallel collector earn what their start costs.
   * Several of them fit into the memory of a small machine beside the tests. A start loads fewer
   * classes than the metaspace holds before it is collected, and javac's bytecode needs no proof.
   */
  private static final List<String> SHORT_LIVED =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote",
          "-XX:MetaspaceSize=128m",
          "-Xmx256m");

  private JavaProcess() {}

  /** A class with a main method, on the class path of the tests. */
  public static ProcessBuilder of(Class<?> main, String... arguments) {
    ProcessBuilder command = java(SHORT_LIVED, "-cp", classPath(), main.getName());
    command.command().addAll(List.of(arguments));
    return command;
  }

  /** The service, which listens on free ports. */
  public static ProcessBuilder service() {
    return service(SHORT_LIVED);
  }

  /** The same in a JVM with these flags. */
  static ProcessBuilder service(List<String> flags) {
    return onFreePorts(java(flags, "-cp", classPath(), Main.class.getName()));
  }

  /** The service as it is packaged, which listens on free ports. */
  public static ProcessBuilder packagedJar() {
    Path jar = Path.of("target", "patchbay.jar").toAbsolutePath();
    return onFreePorts(java(SHORT_LIVED, "-jar", jar.toString()));
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static ProcessBuilder java(List<String> flags, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PATCHBAY_"));
    return builder;
  }

  private static ProcessBuilder onFreePorts(ProcessBuilder command) {
    command.environment().put("PATCHBAY_HTTP_PORT", "0");
    command.environment().put("PATCHBAY_MANAGEMENT_PORT", "0");
    command.environment().put("PATCHBAY_GATEWAY_PORT", "0");
    return command;
  }
}
