package dev.patchbay.openapi;

import dev.patchbay.model.ApiDefinition;
import dev.patchbay.model.ServiceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads OpenAPI 3.0 documents. Safe for all threads. */
public final class ApiReader {

  /** AWS: an API has 50 tags. */
  private static final int TAGS_MAX = 50;

  // AWS: the lengths of the members of an API.
  private static final int NAME_MAX = 128;
  private static final int DESCRIPTION_MAX = 1024;
  private static final int VERSION_MAX = 64;

  private final String region;
  private final MemberCheck check;

  /**
   * A reader.
   *
   * @param region stands in documents for {@code ${AWS::Region}}
   */
  public ApiReader(String region, MemberCheck check) {
    this.region = region;
    this.check = check;
  }

  /**
   * Reads a document.
   *
   * @throws ServiceException BAD_REQUEST for a text that is not a document of OpenAPI 3.0
   */
  public ApiDefinition read(String text, String accountId, BasePath basePath) {
    DocumentObject document =
        DocumentObject.of("", DocumentText.parse(withVariables(text, accountId)));
    checkVersion(document);
    ImportNotes notes = new ImportNotes();
    Map<String, Object> api = api(document, notes);
    SecurityReader security = new SecurityReader(document, check, notes);
    IntegrationReader integrations = new IntegrationReader(document, check, notes);
    RouteReader routes =
        new RouteReader(
            basePath.prefix(document),
            integrations,
            security,
            new ModelReferences(document, notes),
            check,
            notes);
    List<ApiDefinition.DefinedRoute> read = routes.read(document.object("paths"));
    document.object("components").members().keySet().stream()
        .filter(name -> !name.startsWith("x-") && !name.equals("securitySchemes"))
        .forEach(name -> notes.ignore("components." + name));
    return new ApiDefinition(
        api,
        tags(document, notes),
        security.authorizers(),
        integrations.integrations(),
        read,
        notes.info(),
        notes.warnings());
  }

  private String withVariables(String text, String accountId) {
    String partition =
        region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    return text.replace("${AWS::AccountId}", accountId)
        .replace("${AWS::Partition}", partition)
        .replace("${AWS::Region}", region);
  }

  private static void checkVersion(DocumentObject document) {
    String version = document.text("openapi").orElse("");
    if (!version.matches("3\\.0(?:\\.[0-9]+(?:-.+)?)?")) {
      throw ImportNotes.error(
          "Unsupported document: only OpenAPI 3.0 is supported, and this is "
              + (document.has("swagger") ? "Swagger " + document.text("swagger").orElse("") : "")
              + (version.isEmpty() ? "" : "OpenAPI " + shortened(version, 20))
              + (version.isEmpty() && !document.has("swagger") ? "another document" : ""));
    }
    Optional<String> exported = document.text(Extensions.IMPORT_EXPORT_VERSION);
    if (exported.filter(each -> !each.equals("1.0") && !each.equals("1")).isPresent()) {
      throw ImportNotes.error(Extensions.IMPORT_EXPORT_VERSION + " must be 1.0");
    }
  }

  private Map<String, Object> api(DocumentObject document, ImportNotes notes) {
    Map<String, Object> api = new LinkedHashMap<>();
    DocumentObject info = document.object("info");
    api.put("protocolType", "HTTP");
    put(api, "name", info.text("title"), NAME_MAX, notes);
    put(api, "description", info.text("description"), DESCRIPTION_MAX, notes);
    put(api, "version", info.text("version"), VERSION_MAX, notes);
    if (!api.containsKey("name")) {
      throw ImportNotes.error("attribute info.title is missing");
    }
    if (document.has(Extensions.CORS)) {
      api.put("corsConfiguration", cors(document.object(Extensions.CORS)));
    }
    document.objects("servers").stream()
        .map(server -> server.object(Extensions.ENDPOINT))
        .filter(endpoint -> endpoint.has("disableExecuteApiEndpoint"))
        .findFirst()
        .ifPresent(
            endpoint ->
                api.put("disableExecuteApiEndpoint", endpoint.flag("disableExecuteApiEndpoint")));
    try {
      return check.check("CreateApi", api);
    } catch (ServiceException e) {
      throw ImportNotes.error(e.message());
    }
  }

  private static void put(
      Map<String, Object> api, String member, Optional<String> text, int max, ImportNotes notes) {
    text.filter(each -> !each.isEmpty())
        .ifPresent(
            each -> {
              if (each.length() > max) {
                notes.warn(
                    "The %s of the API is longer than %d characters and is cut"
                        .formatted(member, max));
              }
              api.put(member, shortened(each, max));
            });
  }

  private static String shortened(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }

  private static Map<String, Object> cors(DocumentObject cors) {
    return new ExtensionMembers(cors)
        .value("allowCredentials")
        .texts("allowHeaders")
        .texts("allowMethods")
        .texts("allowOrigins")
        .texts("exposeHeaders")
        .value("maxAge")
        .members();
  }

  private Optional<Map<String, String>> tags(DocumentObject document, ImportNotes notes) {
    if (!document.has("tags")) {
      return Optional.empty();
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (DocumentObject tag : document.objects("tags")) {
      String name = tag.text("name").orElse("");
      if (tags.size() == TAGS_MAX || name.isEmpty()) {
        notes.warn("The tag '" + shortened(name, 64) + "' is left out");
      } else {
        tags.put(name, tag.text(Extensions.TAG_VALUE).orElse(""));
      }
    }
    try {
      check.check("TagResource", Map.of("tags", tags));
    } catch (ServiceException e) {
      throw ImportNotes.error(e.message());
    }
    return Optional.of(tags);
  }
}
