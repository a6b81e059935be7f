package dev.patchbay.service;

import static dev.patchbay.model.ServiceException.badRequest;

import dev.patchbay.model.ShownValue;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The rules of a model. Source of the texts: answers of AWS.
 *
 * @param isSchema whether a text is a JSON Schema of draft 4
 */
record ModelRules(Predicate<String> isSchema) implements ResourceRules {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+");

  @Override
  public ResourceRules forChange(Map<String, Object> change) {
    boolean valid = !(change.get("schema") instanceof String schema) || isSchema.test(schema);
    return new ModelRules(parsed -> valid);
  }

  @Override
  public void validate(Draft draft) {
    String name = String.valueOf(draft.text("name"));
    if (!NAME.matcher(name).matches()) {
      throw badRequest("Model name must be alphanumeric: " + ShownValue.cut(name)).about("name");
    }
    if (draft.change().get("schema") instanceof String schema && !isSchema.test(schema)) {
      throw badRequest(
              "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model"
                  + " schema specified]")
          .about("schema");
    }
  }
}
