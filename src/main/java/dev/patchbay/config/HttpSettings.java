package dev.patchbay.config;

import dev.patchbay.model.Limit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The settings of the listening sockets. */
final class HttpSettings {

  static final int PORT_MAX = 65_535;

  /** The largest body the service is built to hold in memory for each request: 16 MiB. */
  static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

  static final Setting<String> HOST =
      Setting.text(
          "PATCHBAY_HTTP_HOST",
          "127.0.0.1",
          Pattern.compile("[A-Za-z0-9.:_-]+"),
          "a host name or an IP address",
          "The address that all ports listen on; 0.0.0.0 for all.");

  static final Setting<Integer> PORT =
      Setting.number(
          "PATCHBAY_HTTP_PORT", 8080, 0, PORT_MAX, "The control plane's port; 0 picks a free one.");

  static final Setting<Integer> MANAGEMENT_PORT =
      Setting.number(
          "PATCHBAY_MANAGEMENT_PORT",
          9090,
          0,
          PORT_MAX,
          "The port of health and metrics; 0 picks a free one.");

  static final Setting<Integer> MAX_BODY_BYTES =
      Setting.number(
          "PATCHBAY_MAX_BODY_BYTES",
          Limit.REQUEST_BODY.intValue(),
          1024,
          BODY_BYTES_MAX,
          "The largest request body.");

  static final Setting<Toggle> CONSOLE =
      Setting.oneOf(
          "PATCHBAY_CONSOLE",
          Toggle.ON,
          "Whether the control plane's port serves the console at /console/.");

  /** In the order operators read them. */
  static final List<Setting<?>> ALL = List.of(HOST, PORT, MANAGEMENT_PORT, MAX_BODY_BYTES, CONSOLE);

  private HttpSettings() {}

  static HttpConfig from(Map<String, String> environment) {
    return new HttpConfig(
        HOST.from(environment),
        PORT.from(environment),
        MANAGEMENT_PORT.from(environment),
        MAX_BODY_BYTES.from(environment),
        CONSOLE.from(environment) == Toggle.ON);
  }
}
