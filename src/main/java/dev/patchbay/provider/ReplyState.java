package dev.patchbay.provider;

import dev.patchbay.cases.CaseInput;
import dev.patchbay.cases.InputException;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ServiceException;
import dev.patchbay.provider.ProviderState.Parameter;
import dev.patchbay.provider.ProviderState.Parameters;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state in which a backend has replied, so that a client receives a frame. */
final class ReplyState {

  private static final List<String> OF_REPLY =
      List.of("statusCode", "headers", "body", "isBase64Encoded", "errorMessage");

  private static final List<String> BESIDE_REPLY = List.of("context", "stageVariables", "request");

  private ReplyState() {}

  /**
   * The row of the state.
   *
   * @param integration the type of the resource that replies
   */
  static ProviderState of(ResourceType integration) {
    return new ProviderState(
        "a reply of the backend",
        Stream.concat(OF_REPLY.stream(), BESIDE_REPLY.stream()).map(Parameter::any).toList(),
        Optional.empty(),
        List.of(),
        "The reply of which a message is rendered, by the integration responses that states before"
            + " it have set up. The parameters are the members of a"
            + " [case](evaluation.md#cases-in-files).",
        (fixture, given) -> setUp(fixture, given, fixture.path(integration)));
  }

  private static void setUp(
      ScenarioFixture fixture, Parameters given, Optional<String> integration) {
    Map<String, Object> values = named(BESIDE_REPLY, given.values());
    values.put("reply", named(OF_REPLY, given.values()));
    ContractMessages messages = fixture.environment().messages();
    fixture.undo(messages::forgetReply);
    try {
      messages.reply(CaseInput.of(values), integration);
    } catch (InputException e) {
      throw ServiceException.badRequest(e.reason());
    }
  }

  private static Map<String, Object> named(List<String> names, Map<String, Object> values) {
    Map<String, Object> named = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (names.contains(name)) {
            named.put(name, plain(value));
          }
        });
    return named;
  }

  /** Verifiers on the JVM have decimal numbers of any length, which requests do not. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.doubleValue();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ReplyState::plain).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((name, each) -> members.put(String.valueOf(name), plain(each)));
      return members;
    }
    return value;
  }
}
