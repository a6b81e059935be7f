package dev.patchbay.provider;

/** The services of AWS for which requests are signed. */
enum SignedService {
  CONTROL_PLANE("apigateway"),
  /** Requests of backends to connections. */
  GATEWAY("execute-api");

  /** The beginning of the paths that name a stage. */
  private static final String STAGES = "/execute-api/";

  private final String signedName;

  SignedService(String signedName) {
    this.signedName = signedName;
  }

  /** Returns the service to which a request with this path goes. */
  static SignedService of(String path) {
    return path.startsWith(STAGES) ? GATEWAY : CONTROL_PLANE;
  }

  /** The name in the scope of a signature. */
  String signedName() {
    return signedName;
  }
}
