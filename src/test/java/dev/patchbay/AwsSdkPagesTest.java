package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.testkit.PatchbayServerExtension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponsesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** GetAll, page by page. The AWS SDK for Java has no paginators for it, so programs loop. */
class AwsSdkPagesTest {

  private static final int RESPONSES = 7;

  @RegisterExtension
  static final PatchbayServerExtension PATCHBAY = PatchbayServerExtension.withDefaults();

  private final List<String> created = new ArrayList<>();
  private ApiGatewayV2Client aws;
  private String api;
  private String integration;

  @BeforeEach
  void createResponses() {
    aws = PATCHBAY.aws();
    api =
        aws.createApi(a -> a.name("n").protocolType("WEBSOCKET").routeSelectionExpression("$r"))
            .apiId();
    integration = aws.createIntegration(i -> i.apiId(api).integrationType("MOCK")).integrationId();
    IntStream.range(0, RESPONSES).forEach(this::create);
  }

  private void create(int number) {
    created.add(
        aws.createIntegrationResponse(
                r -> r.apiId(api).integrationId(integration).integrationResponseKey("k" + number))
            .integrationResponseId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "6", "7", "8", "500"})
  void pagesHoldEverythingOnceInTheOrderOfIdentifiers(String maxResults) {
    List<List<String>> pages = walk(maxResults, page -> {});

    int size = Integer.parseInt(maxResults);
    assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(sorted(created));
    assertThat(pages).hasSize((RESPONSES + size - 1) / size);
    assertThat(pages.subList(0, pages.size() - 1)).allMatch(page -> page.size() == size);
  }

  @Test
  void withoutAWishAllOfASmallCollectionComesAtOnce() {
    GetIntegrationResponsesResponse page = page(null, null);

    assertThat(ids(page)).containsExactlyElementsOf(sorted(created));
    assertThat(page.nextToken()).isNull();
  }

  @Test
  void changesBetweenPagesNeitherRepeatNorSkipOtherResources() {
    List<String> before = sorted(created);
    List<String> gone = List.of(before.get(1), before.get(4));

    List<List<String>> pages =
        walk(
            "2",
            page -> {
              if (page == 1) {
                gone.forEach(this::delete);
                create(RESPONSES);
                rename(before.get(2));
              }
            });

    List<String> expected = new ArrayList<>(before);
    expected.remove(gone.get(1));
    // The first page ended at the identifier that was deleted, and what comes before it is over.
    created.stream()
        .filter(id -> !before.contains(id) && id.compareTo(gone.get(0)) > 0)
        .forEach(expected::add);
    assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(sorted(expected));
  }

  private static List<String> sorted(List<String> ids) {
    return ids.stream().sorted().toList();
  }

  private void delete(String id) {
    aws.deleteIntegrationResponse(
        r -> r.apiId(api).integrationId(integration).integrationResponseId(id));
  }

  private void rename(String id) {
    aws.updateIntegrationResponse(
        r ->
            r.apiId(api)
                .integrationId(integration)
                .integrationResponseId(id)
                .integrationResponseKey("renamed"));
  }

  @Test
  void anEmptyCollectionHasNoItemsAndNoMissingParent() {
    assertThat(aws.getRoutes(r -> r.apiId(api)).hasItems()).isTrue();
    assertThat(aws.getRoutes(r -> r.apiId(api)).items()).isEmpty();
    assertThat(PATCHBAY.http().get("/v2/apis/" + api + "/routes").body())
        .isEqualTo("{\"items\":[]}");
    assertThatThrownBy(() -> aws.getRoutes(r -> r.apiId("none")))
        .isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "501", "+5", "1e2", "abc", " 5", "5 ", "1.0", "99999999999", "\u0665"})
  void aPageSizeThatIsNoneIsABadRequest(String maxResults) {
    assertThatThrownBy(() -> page(maxResults, null))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("maxResults");
  }

  @Test
  void aTokenIsGoodForItsCollectionOnly() {
    String token = page("2", null).nextToken();
    String other = aws.createIntegration(i -> i.apiId(api).integrationType("MOCK")).integrationId();

    for (String bad :
        List.of(
            "x",
            token + "x",
            token.substring(1),
            token.toUpperCase(Locale.ROOT),
            "\u0000",
            "a".repeat(1000))) {
      assertThatThrownBy(() -> page("2", bad))
          .isInstanceOf(BadRequestException.class)
          .hasMessageContaining("nextToken");
    }
    assertThatThrownBy(
            () ->
                aws.getIntegrationResponses(
                    r -> r.apiId(api).integrationId(other).nextToken(token)))
        .isInstanceOf(BadRequestException.class);
    assertThatThrownBy(() -> aws.getRoutes(r -> r.apiId(api).nextToken(token)))
        .isInstanceOf(BadRequestException.class);
  }

  /** The identifiers on each page; what happens between pages gets the number of those read. */
  private List<List<String>> walk(String maxResults, IntConsumer between) {
    List<List<String>> pages = new ArrayList<>();
    Set<String> tokens = new HashSet<>();
    @Nullable String token = null;
    do {
      GetIntegrationResponsesResponse page = page(maxResults, token);
      pages.add(ids(page));
      token = page.nextToken();
      assertThat(tokens.add(String.valueOf(token))).as("the same token twice").isTrue();
      between.accept(pages.size());
    } while (token != null);
    return pages;
  }

  private GetIntegrationResponsesResponse page(
      @Nullable String maxResults, @Nullable String token) {
    return aws.getIntegrationResponses(
        r -> {
          r.apiId(api).integrationId(integration);
          if (maxResults != null) {
            r.maxResults(maxResults);
          }
          if (token != null) {
            r.nextToken(token);
          }
        });
  }

  private static List<String> ids(GetIntegrationResponsesResponse page) {
    return page.items().stream().map(IntegrationResponse::integrationResponseId).toList();
  }
}
