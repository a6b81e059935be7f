package dev.patchbay.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.cases.InputException;
import dev.patchbay.yaml.YamlDocument;
import dev.patchbay.yaml.YamlException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cases and the fixtures that they use, as the files beside this class have them. */
public final class CaseTable {

  /** The files in the order of the run; the files of the gateway are last. */
  private static final List<String> FILES =
      List.of(
          "apis",
          "integrations",
          "responses",
          "routes",
          "models",
          "authorizers",
          "stages",
          "deployments",
          "lists",
          "protocol",
          "openapi",
          "others",
          "portals",
          "handshakes",
          "messages",
          "connections");

  /** The files whose cases connect to the gateway. */
  private static final List<String> GATEWAY = List.of("handshakes", "messages", "connections");

  private final List<ConformanceCase> cases;
  private final Map<String, List<Step>> fixtures;

  private CaseTable(List<ConformanceCase> cases, Map<String, List<Step>> fixtures) {
    this.cases = List.copyOf(cases);
    this.fixtures = Map.copyOf(fixtures);
  }

  /** Reads the files. */
  public static CaseTable read() throws InputException {
    List<ConformanceCase> cases = new ArrayList<>();
    for (String file : FILES) {
      for (Map.Entry<String, @Nullable Object> each : document(file).entrySet()) {
        cases.add(oneCase(file, each.getKey(), MemberChecks.mapOf(each.getValue())));
      }
    }
    Map<String, List<Step>> fixtures = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> each : document("fixtures").entrySet()) {
      fixtures.put(each.getKey(), steps(each.getKey(), each.getValue()));
    }
    return new CaseTable(cases, fixtures);
  }

  private static ConformanceCase oneCase(
      String file, String name, Map<String, @Nullable Object> members) throws InputException {
    Basis basis = members.containsKey(Basis.RECORDED.word()) ? Basis.RECORDED : Basis.DECIDED;
    return new ConformanceCase(
        file + "." + name,
        basis,
        text(members, basis.word()),
        text(members, "source"),
        GATEWAY.contains(file),
        steps(name, members.get("steps")));
  }

  private static List<Step> steps(String name, @Nullable Object value) throws InputException {
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw new InputException(name + " has no steps");
    }
    List<Step> steps = new ArrayList<>();
    for (Object each : list) {
      steps.add(Step.of(MemberChecks.mapOf(each)));
    }
    return steps;
  }

  private static String text(Map<String, @Nullable Object> members, String name) {
    return Objects.toString(members.get(name), "");
  }

  private static Map<String, @Nullable Object> document(String file) throws InputException {
    try (InputStream input = CaseTable.class.getResourceAsStream(file + ".yaml")) {
      if (input == null) {
        throw new InputException("there is no file " + file + ".yaml");
      }
      return YamlDocument.parse(new String(input.readAllBytes(), UTF_8)).values();
    } catch (IOException e) {
      throw new InputException(file + ".yaml cannot be read: " + e.getMessage(), e);
    } catch (YamlException e) {
      throw new InputException(file + ".yaml, " + e.reason(), e);
    }
  }

  /** All cases, in the order of the run. */
  public List<ConformanceCase> cases() {
    return cases;
  }

  /** Returns the steps that create the resource of each variable. */
  Map<String, List<Step>> fixtures() {
    return fixtures;
  }
}
