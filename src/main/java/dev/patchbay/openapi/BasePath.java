package dev.patchbay.openapi;

import dev.patchbay.model.ServiceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an import treats the base path of a document. */
public enum BasePath {
  /** The keys of routes are without it. */
  IGNORE,
  /** It begins the keys of routes. */
  PREPEND,
  /** It begins the keys of routes without its first part. */
  SPLIT;

  private static final Pattern AUTHORITY = Pattern.compile("^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^/]*");

  private static final String VARIABLE = "basePath";

  /**
   * The one that a request names.
   *
   * @param parameter null for the default
   * @throws ServiceException BAD_REQUEST for another name
   */
  public static BasePath of(@Nullable String parameter) {
    return parameter == null
        ? IGNORE
        : List.of(values()).stream()
            .filter(each -> each.name().equalsIgnoreCase(parameter))
            .findFirst()
            .orElseThrow(
                () -> ServiceException.invalid("basepath", parameter, "ignore, prepend or split"));
  }

  /** The text that begins the paths of a document's routes. */
  String prefix(DocumentObject document) {
    if (this == IGNORE) {
      return "";
    }
    String path = "/" + strip(declared(document));
    if (this == SPLIT) {
      int second = path.indexOf('/', 1);
      path = second < 0 ? "/" : path.substring(second);
    }
    return path.equals("/") ? "" : path;
  }

  private static String declared(DocumentObject document) {
    Optional<DocumentObject> server = document.objects("servers").stream().findFirst();
    if (server.isEmpty()) {
      return "";
    }
    DocumentObject variables = server.get().object("variables");
    if (variables.has(VARIABLE)) {
      return variables.object(VARIABLE).text("default").orElse("");
    }
    String url = server.get().text("url").orElse("");
    for (Map.Entry<String, ?> variable : variables.members().entrySet()) {
      String value = variables.object(variable.getKey()).text("default").orElse("");
      url = url.replace("{" + variable.getKey() + "}", value);
    }
    return AUTHORITY.matcher(url).replaceFirst("");
  }

  private static String strip(String path) {
    int begin = 0;
    int end = path.length();
    while (begin < end && path.charAt(begin) == '/') {
      begin++;
    }
    while (end > begin && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(begin, end);
  }
}
