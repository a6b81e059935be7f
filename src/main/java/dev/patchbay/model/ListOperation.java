package dev.patchbay.model;

/**
 * How the operation that lists a collection differs from type to type.
 *
 * @param verb the start of its name
 * @param items the member of its answer that holds the resources
 * @param resourcesMax the most resources that a request can ask for
 */
public record ListOperation(String verb, String items, int resourcesMax) {

  static final ListOperation GET = new ListOperation("Get", "items", PageRequest.RESOURCES_MAX);

  static final ListOperation LIST = new ListOperation("List", "items", PageRequest.RESOURCES_MAX);
}
