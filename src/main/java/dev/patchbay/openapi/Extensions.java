package dev.patchbay.openapi;

/** The names of API Gateway's extensions of OpenAPI. */
final class Extensions {

  static final String PREFIX = "x-amazon-apigateway-";

  static final String ANY_METHOD = PREFIX + "any-method";
  static final String AUTH = PREFIX + "auth";
  static final String AUTHORIZER = PREFIX + "authorizer";
  static final String AUTHORIZERS = PREFIX + "authorizers";
  static final String AUTH_TYPE = PREFIX + "authtype";
  static final String CORS = PREFIX + "cors";
  static final String ENDPOINT = PREFIX + "endpoint-configuration";
  static final String IMPORT_EXPORT_VERSION = PREFIX + "importexport-version";
  static final String INTEGRATION = PREFIX + "integration";
  static final String INTEGRATIONS = PREFIX + "integrations";
  static final String TAG_VALUE = PREFIX + "tag-value";

  private Extensions() {}
}
