package dev.patchbay.backup;

import dev.patchbay.model.ResourceId;

/** A file with one large API, made from one with a small one: creating it would take minutes. */
public final class BigApi {

  private BigApi() {}

  /**
   * Repeats the integration and the integration response of a file.
   *
   * @param text of an export with one API, one integration and one integration response
   */
  public static String file(
      String text, ResourceId api, ResourceId response, int integrations, int responses) {
    String[] lines = text.split("\n", -1);
    StringBuilder file = new StringBuilder(lines[0] + "\n" + lines[1] + "\n");
    for (int i = 1; i <= integrations; i++) {
      String integrationId = "i%06d".formatted(i);
      file.append(lines[2].replace(response.path().get(1), integrationId)).append('\n');
      for (int j = 1; j <= responses; j++) {
        file.append(
                lines[3]
                    .replace(response.path().get(1), integrationId)
                    .replace(response.value(), "r%03d%03d".formatted(i, j))
                    .replace("/0/", "/" + j + "/"))
            .append('\n');
      }
    }
    long count = 1L + integrations + (long) integrations * responses;
    return file.append(
            new String(
                ExportFormat.encode(new ExportLine.EndOfRoot(api, count)),
                java.nio.charset.StandardCharsets.UTF_8))
        .append(
            "{\"end\":\"export\",\"apis\":1,\"domainnames\":0,\"vpclinks\":0,\"account\":0,\"portals\":0,\"portalproducts\":0,\"resources\":%d}\n"
                .formatted(count))
        .toString();
  }
}
