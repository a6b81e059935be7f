package dev.patchbay.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ApiGatewayTypes;
import dev.patchbay.model.ResourceCollection;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ServiceException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DrawnIdsTest {

  private final ResourceCollection models =
      new ResourceCollection("000000000000", ApiGatewayTypes.MODEL, List.of("api0"));
  private final DrawnIds ids = new DrawnIds(new IdGenerator(new Random(7)));
  private final List<ResourceId> drawn = new ArrayList<>();

  /** Creates a model where as many identifiers are taken. */
  private Future<ResourceId> create(int takenIds) {
    return ids.create(
        models,
        (id, taken) -> {
          drawn.add(id);
          return drawn.size() <= takenIds ? Future.failedFuture(taken) : Future.succeededFuture(id);
        });
  }

  @Test
  void anIdentifierThatIsTakenIsDrawnAgain() {
    assertThat(create(2).result()).isEqualTo(drawn.get(2));
    assertThat(drawn).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void threeIdentifiersAreDrawnAtMost() {
    assertThat(create(3).cause()).isInstanceOf(ServiceException.class);
    assertThat(drawn).hasSize(3);
  }

  @Test
  void anotherFailureIsFinal() {
    ServiceException other = ServiceException.concurrentModification();
    Future<ResourceId> created =
        ids.create(
            models,
            (id, taken) -> {
              drawn.add(id);
              return Future.failedFuture(other);
            });
    assertThat(created.cause()).isSameAs(other);
    assertThat(drawn).hasSize(1);
  }
}
