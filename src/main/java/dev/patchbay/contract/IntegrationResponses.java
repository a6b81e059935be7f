package dev.patchbay.contract;

import dev.patchbay.cases.CaseInput;
import dev.patchbay.cases.InputException;
import dev.patchbay.cases.IntegrationChoice;
import dev.patchbay.cases.TestedIntegration;
import dev.patchbay.evaluation.Evaluation;
import dev.patchbay.evaluation.EvaluationLimits;
import dev.patchbay.evaluation.Evaluator;
import dev.patchbay.evaluation.Integration;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.provider.ContractProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The integration responses of one integration, as a test has them: no service runs. Keys match the
 * status code of a reply, unless {@link #ofIntegration} says otherwise. Immutable and safe for all
 * threads.
 */
public final class IntegrationResponses {

  private static final String EXPRESSION = "integrationResponseSelectionExpression";

  /** The form of the keys that HTTP and mock integrations match. */
  private static final Map<String, Object> BY_STATUS_CODE =
      Map.of(EXPRESSION, "${integration.response.statuscode}");

  private static final Evaluator EVALUATOR =
      new Evaluator(EvaluationLimits.defaults(), System::nanoTime);

  private final TestedIntegration tested;

  private IntegrationResponses(TestedIntegration tested) {
    this.tested = tested;
  }

  /**
   * Reads an export of one integration, or the output of {@code aws apigatewayv2
   * get-integration-responses} prints. Keys match in the order of the file.
   *
   * @throws IllegalArgumentException naming the fault of the file
   */
  public static IntegrationResponses load(Path file) {
    return load(file, new IntegrationChoice(null, null));
  }

  /** Reads one integration of an export, else as {@link #load(Path)}. */
  public static IntegrationResponses load(Path file, String apiId, String integrationId) {
    return load(file, new IntegrationChoice(apiId, integrationId));
  }

  private static IntegrationResponses load(Path file, IntegrationChoice choice) {
    try {
      return new IntegrationResponses(
          IntegrationChoice.single(
              ContractProvider.integrationFile().read(file, choice, BY_STATUS_CODE)));
    } catch (InputException e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }

  /** Integration responses by the members of CreateIntegrationResponse, in the order of keys. */
  @SafeVarargs
  public static IntegrationResponses of(Map<String, Object>... responses) {
    List<IntegrationResponse> all = new ArrayList<>();
    for (Map<String, Object> members : responses) {
      all.add(
          IntegrationResponse.of(String.valueOf(members.get("integrationResponseKey")), members));
    }
    return new IntegrationResponses(
        new TestedIntegration("of the test", Integration.of(BY_STATUS_CODE), all));
  }

  /**
   * The same integration responses of another integration.
   *
   * @param members by the names of CreateIntegration; also {@code
   *     integrationResponseSelectionExpression}, without which keys match the status code
   */
  public IntegrationResponses ofIntegration(Map<String, Object> members) {
    Map<String, Object> all = new LinkedHashMap<>(BY_STATUS_CODE);
    all.putAll(members);
    return new IntegrationResponses(
        new TestedIntegration(tested.id(), Integration.of(all), tested.responses()));
  }

  TestedIntegration tested() {
    return tested;
  }

  /**
   * Applies the integration responses to a reply and returns the frame, the key that is selected,
   * the trace and the error. A template that fails is not an exception.
   *
   * @throws IllegalArgumentException where the reply is none, for example with a status code of 1
   */
  public Evaluation evaluate(Reply reply) {
    try {
      return EVALUATOR.evaluate(tested.request(CaseInput.of(reply.values())));
    } catch (InputException e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }
}
