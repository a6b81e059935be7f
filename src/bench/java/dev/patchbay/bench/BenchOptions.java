package dev.patchbay.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The properties of a run, {@code -Dbench.seconds=3} and so on.
 *
 * @param seconds of each slice
 * @param slices of each row
 * @param only the names of the rows to run, their floors come along; empty for all
 * @param jmh whether the pure parts are measured too
 * @param growthMax up to which size growth is measured and plotted too; 0 for not at all, and a
 *     quarter of an hour more for 100000
 * @param strict whether a missed bar fails the build
 * @param readme whether the figures in the guide to performance are replaced
 * @param again whether the results of the last run are reported instead of a new one
 * @param flags of the JVM in the image, which the floors have too
 * @param otherJava the command that runs the service of one more row
 * @param otherJar the jar that is run there
 * @param otherFlags the flags of that row
 * @param otherSettings the settings of that row, as NAME=value
 */
record BenchOptions(
    double seconds,
    int slices,
    List<String> only,
    boolean jmh,
    int growthMax,
    boolean strict,
    boolean readme,
    boolean again,
    List<String> flags,
    String otherJava,
    String otherJar,
    List<String> otherFlags,
    List<String> otherSettings) {

  static BenchOptions fromProperties() {
    return new BenchOptions(
        Double.parseDouble(property("seconds", "3")),
        Integer.parseInt(property("slices", "5")),
        words("only", ","),
        Boolean.parseBoolean(property("jmh", "true")),
        Integer.parseInt(property("growth", "0")),
        Boolean.parseBoolean(property("strict", "false")),
        Boolean.parseBoolean(property("readme", "false")),
        Boolean.parseBoolean(property("again", "false")),
        words("flags", " "),
        property("other.java", Child.JAVA),
        Path.of(property("other.jar", Child.JAR)).toAbsolutePath().toString(),
        words("other.flags", " "),
        words("other.settings", " "));
  }

  /** The JVM of the service, with its flags. */
  List<String> java() {
    return command(Child.JAVA, flags);
  }

  /** The same of the other row. */
  List<String> javaOfOther() {
    return command(otherJava, otherFlags);
  }

  private static List<String> command(String java, List<String> flags) {
    return Stream.concat(Stream.of(java), flags.stream()).toList();
  }

  private static String property(String name, String otherwise) {
    String value = System.getProperty("bench." + name, "");
    return value.isBlank() ? otherwise : value;
  }

  private static List<String> words(String name, String separator) {
    return Arrays.stream(property(name, "").split(separator, -1))
        .filter(word -> !word.isBlank())
        .toList();
  }
}
