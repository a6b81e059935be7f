package dev.patchbay.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of an integration that decide how its replies are answered. Maps keep their order.
 *
 * @param type {@code AWS}, {@code AWS_PROXY}, {@code HTTP}, {@code HTTP_PROXY} or {@code MOCK}
 * @param uri the address of the backend, null where there is none
 * @param selectionExpression gives the value that the keys are matched with, null where there is
 *     none
 */
public record Integration(
    String type,
    @Nullable String uri,
    @Nullable String selectionExpression,
    Map<String, String> requestTemplates) {

  public Integration {
    requestTemplates = Collections.unmodifiableMap(new LinkedHashMap<>(requestTemplates));
  }

  /** From members by their names on the wire. */
  public static Integration of(Map<String, Object> members) {
    return new Integration(
        MemberTexts.text(members, "integrationType", ""),
        MemberTexts.emptyAsNull(members, "integrationUri"),
        MemberTexts.emptyAsNull(members, "integrationResponseSelectionExpression"),
        MemberTexts.texts(members, "requestTemplates"));
  }

  /** Whether replies pass through without integration responses. */
  public boolean isProxy() {
    return type.endsWith("_PROXY");
  }

  boolean isMock() {
    return type.equals("MOCK");
  }
}
