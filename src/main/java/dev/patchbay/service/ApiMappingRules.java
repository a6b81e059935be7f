package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.Member.Protocol;
import dev.patchbay.model.ResourceId;
import dev.patchbay.model.ResourceType;
import dev.patchbay.store.Read;
import java.util.List;

/**
 * The rules of an API mapping. A key of several levels is for HTTP APIs alone, and the API of a
 * mapping, which lies in another root, is only seen where the request names it.
 *
 * @param api the type of the resources that are mapped
 */
record ApiMappingRules(ResourceType api) implements ResourceRules {

  @Override
  public void validate(Draft draft) {
    String key = draft.text("apiMappingKey");
    if (key == null || !key.contains("/")) {
      return;
    }
    if (draft.change().containsKey("apiId")) {
      checkLevels(draft);
    } else if (draft.change().containsKey("apiMappingKey")) {
      throw badRequest("apiId is required with an apiMappingKey of several levels").about("apiId");
    }
  }

  /** An API that is not there, or that an import cannot see, has no protocol to be compared. */
  private void checkLevels(Draft draft) {
    ResourceId named =
        new ResourceId(draft.id().accountId(), api, List.of(String.valueOf(draft.text("apiId"))));
    if (draft.snapshot().has(new Read.OfResource(named))
        && draft
            .snapshot()
            .resource(named)
            .filter(each -> Protocol.of(each.members()) == Protocol.WEBSOCKET)
            .isPresent()) {
      throw badRequest("An apiMappingKey of several levels is only supported for HTTP APIs")
          .about("apiMappingKey");
    }
  }
}
