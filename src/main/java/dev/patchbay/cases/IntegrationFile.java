package dev.patchbay.cases;

import dev.patchbay.backup.ExportedResources;
import dev.patchbay.evaluation.Integration;
import dev.patchbay.evaluation.IntegrationResponse;
import dev.patchbay.model.Resource;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.model.ResourceTypes;
import dev.patchbay.model.ServiceException;
import dev.patchbay.yaml.YamlDocument;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads integrations from an export, or from answers of GetIntegrationResponses. */
public final class IntegrationFile {

  private static final String KEY = "integrationResponseKey";

  /** It is longer than the first words of an export. */
  private static final int BEGINNING_BYTES = 64;

  private final ResourceType integrationType;
  private final ResourceType responseType;
  private final ResourceTypes types;

  public IntegrationFile(ResourceTypes types) {
    this.types = types;
    this.integrationType = types.named("Integration").orElseThrow();
    this.responseType = types.named("IntegrationResponse").orElseThrow();
  }

  /**
   * The integrations of a file.
   *
   * @param members of the integration, for a file that has only its integration responses
   */
  public List<TestedIntegration> read(
      Path file, IntegrationChoice choice, Map<String, Object> members) throws InputException {
    try {
      return isExport(file)
          ? fromExport(file, choice)
          : List.of(fromAnswer(InputText.yaml(InputText.read(file)), file, members));
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e.getMessage(), e);
    } catch (ServiceException e) {
      throw new InputException(file + ", " + e.message(), e);
    } catch (InputException e) {
      throw new InputException(file + ": " + e.reason(), e);
    }
  }

  /** The members of an integration, as GetIntegration answers them. */
  public static Map<String, Object> members(Path file) throws InputException {
    try {
      return AwsAnswer.members(InputText.yaml(InputText.read(file)).values());
    } catch (InputException e) {
      throw new InputException(file + ": " + e.reason(), e);
    }
  }

  private static boolean isExport(Path file) throws IOException, InputException {
    if (!Files.exists(file)) {
      throw new InputException("there is no such file");
    }
    try (InputStream input = Files.newInputStream(file)) {
      return ExportedResources.isExport(
          new String(input.readNBytes(BEGINNING_BYTES), StandardCharsets.UTF_8));
    }
  }

  private static TestedIntegration fromAnswer(
      YamlDocument document, Path file, Map<String, Object> members) throws InputException {
    List<IntegrationResponse> responses = new ArrayList<>();
    for (Map<String, Object> item : AwsAnswer.items(document.values(), KEY)) {
      Object id = item.getOrDefault("integrationResponseId", item.get(KEY));
      responses.add(IntegrationResponse.of(String.valueOf(id), item));
    }
    return new TestedIntegration(file.toString(), Integration.of(members), responses);
  }

  private List<TestedIntegration> fromExport(Path file, IntegrationChoice choice)
      throws IOException {
    List<Resource> resources;
    try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
      resources = ExportedResources.read(types, input, each -> isMeant(each.id(), choice));
    }
    Map<ResourceId, Resource> integrations = new LinkedHashMap<>();
    Map<ResourceId, List<IntegrationResponse>> responses = new LinkedHashMap<>();
    for (Resource resource : resources) {
      if (resource.id().type().equals(integrationType)) {
        integrations.put(resource.id(), resource);
      } else {
        responses
            .computeIfAbsent(resource.id().parent().orElseThrow(), id -> new ArrayList<>())
            .add(IntegrationResponse.of(resource));
      }
    }
    return integrations.values().stream()
        .map(
            each ->
                new TestedIntegration(
                    String.join("/", each.id().path()),
                    Integration.of(each.members()),
                    responses.getOrDefault(each.id(), List.of())))
        .toList();
  }

  private boolean isMeant(ResourceId id, IntegrationChoice choice) {
    boolean isBelow = id.type().equals(integrationType) || id.type().equals(responseType);
    return isBelow
        && choice.includesApi(id.path().get(0))
        && choice.includesIntegration(id.path().get(1));
  }
}
