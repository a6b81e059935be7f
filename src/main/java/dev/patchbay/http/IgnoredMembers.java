package dev.patchbay.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The members of a request that the operation does not know. AWS ignores them, and so does this
 * service, but it names them in a {@code Warning} header: a caller that writes {@code
 * IntegrationResponseKey} sees why nothing has changed.
 */
final class IgnoredMembers implements Consumer<String> {

  private static final int NAMES_MAX = 5;
  private static final int NAME_LENGTH_MAX = 64;
  private static final Pattern UNSHOWN = Pattern.compile("[^A-Za-z0-9_.$-]");

  /**
   * Members of AWS's answers that are no members of a resource; a request that sends such an answer
   * back is valid.
   */
  private static final Set<String> ANSWERED_BY_AWS =
      Set.of("apiGatewayManaged", "importInfo", "warnings", "ResponseMetadata");

  private final Set<String> known;
  private final List<String> names = new ArrayList<>();
  private int count;

  /**
   * Gathers the ignored members of one request.
   *
   * @param known the members of the resource; one that the operation alone does not take, an
   *     identifier for example, is sent back with the answer of a Get and is not named
   */
  IgnoredMembers(Set<String> known) {
    this.known = known;
  }

  @Override
  public void accept(String name) {
    if (known.contains(name) || ANSWERED_BY_AWS.contains(name)) {
      return;
    }
    count++;
    if (names.size() < NAMES_MAX) {
      String shown = name.substring(0, Math.min(name.length(), NAME_LENGTH_MAX));
      names.add(UNSHOWN.matcher(shown).replaceAll("?"));
    }
  }

  /** Adds a {@code Warning} header that names them, if there are any. */
  void addTo(HttpServerResponse response) {
    if (count > 0) {
      String more = count > names.size() ? " and " + (count - names.size()) + " more" : "";
      response.putHeader(
          "Warning",
          "299 patchbay \"Ignored, for the operation has no such members: "
              + String.join(", ", names)
              + more
              + "\"");
    }
  }
}
