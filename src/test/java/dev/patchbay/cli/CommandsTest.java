package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit status, standard output and messages for arguments. */
final class CommandsTest {

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  /** Texts between slashes must all be there; "-" stands for an empty stream. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --help                        | 0 | Usage: patchbay/serve/export/import/provider/evaluate/conformance/help/generate-completion/Exit status:/2   The arguments are wrong | -
          -h                            | 0 | Usage: patchbay                                  | -
          help                          | 0 | Usage: patchbay                                  | -
          --version                     | 0 | patchbay                                         | -
          help serve                    | 0 | Usage: patchbay serve/--print-config             | -
          help export                   | 0 | Usage: patchbay export/--account=ID/--output=FILE/Exit status: | -
          import --help                 | 0 | Usage: patchbay import/--account=ID/--input=FILE/--skip-existing | -
          provider -h                   | 0 | --port=PORT/Default: 8180/--states-port=PORT/8181/--states-host=HOST/127.0.0.1 | -
          generate-completion           | 0 | complete -F _complete_patchbay/--skip-existing/--print-config/--gateway | -
          help exprot                   | 2 | -  | Unknown subcommand 'exprot'/See 'patchbay
          exprot                        | 2 | -  | 'exprot' is not a command of patchbay: is export meant?/See 'patchbay --help'
          srve                          | 2 | -  | 'srve' is not a command of patchbay: is serve meant?
          --                            | 2 | -  | See 'patchbay --help'
          --verson                      | 2 | -  | '--verson' is not an option of patchbay: is --version meant?
          export --acount 000000000000  | 2 | -  | '--acount' is not an option of patchbay export: is --account meant?/See 'patchbay export --help'
          export --account              | 2 | -  | '--account' (ID)
          export --account 1            | 2 | -  | '--account'/an account has 12 digits, not '1'
          export --skip-existing        | 2 | -  | '--skip-existing' is not an option of patchbay export
          import --output x             | 2 | -  | '--output' is not an option of patchbay import: is --input meant?
          export apis.ndjson            | 2 | -  | 'apis.ndjson' is not an argument of patchbay export
          provider --prot 1             | 2 | -  | '--prot' is not an option of patchbay provider: is --port meant?
          provider --port               | 2 | -  | '--port' (PORT)
          provider --port 65536         | 2 | -  | '--port'/a port is 0 to 65535, not '65536'
          provider --port -1            | 2 | -  | '--port'
          provider --states-port x      | 2 | -  | '--states-port'/not 'x'
          evaluate --help               | 0 | Usage: patchbay evaluate/--integration-responses=FILE/--junit-xml=FILE/Exit status: | -
          evaluate                      | 2 | -  | either --integration-responses or --endpoint is needed/See 'patchbay evaluate --help'
          evaluate x.yaml               | 2 | -  | either --integration-responses or --endpoint is needed
          evaluate --endpoint http:x --integration-responses y | 2 | - | either --integration-responses or --endpoint
          evaluate --endpoint http:x    | 2 | -  | --endpoint needs --api
          evaluate --endpoint x --api a | 2 | -  | --endpoint is an http or https URL, not 'x'
          evaluate --endpoint http:x --api a --integration-type AWS | 2 | - | --endpoint has the members of the integration
          evaluate --integration-responses x | 2 | -  | a CASE or --lint is needed
          evaluate --integration-responses nothere --lint | 1 | -  | patchbay evaluate failed: nothere: there is no such file
          evaluate --lnt                | 2 | -  | '--lnt' is not an option of patchbay evaluate: is --lint meant?
          conformance --help            | 0 | Usage: patchbay conformance/--endpoint=URL/--gateway=URL/--only=NAME/1   A case differs | -
          conformance --list            | 0 | apis.not-found/handshakes.accepted | -
          conformance --list --only tags | 2 | - | there is no case tags; see --list
          conformance                   | 2 | -  | --endpoint or --list is needed/See 'patchbay conformance --help'
          conformance --endpoint x      | 2 | -  | --endpoint is an http or https URL, not 'x'
          conformance --endpoint http://127.0.0.1:1 --gateway http://127.0.0.1:1 | 2 | - | --gateway is a ws or wss URL
          conformance --endpoint http://127.0.0.1:1 --only messages | 2 | - | --only names cases that need --gateway
          conformance --endpoint http://127.0.0.1:1 | 1 | - | patchbay conformance failed: GET /no answer
          conformance --endpoint http://service.invalid | 2 | - | whose names begin with patchbay-conformance-. Go on? [y/Nothing was called
          conformance --endpoint http://service.invalid --clean | 2 | - | This removes everything at http:/Nothing was called
          conformance --endpoint http://service.invalid --yes | 1 | - | patchbay conformance failed: GET
          serve --port 1                | 2 | -  | '--port' is not an option of patchbay serve/See 'patchbay serve --help'
          """)
  void argumentsLeadTo(String arguments, int status, String out, String err) {
    assertThat(run(Map.of(), arguments.split(" ", -1)))
        .as(messages.toString(UTF_8))
        .isEqualTo(status);
    assertHas(output, out);
    assertHas(messages, err);
  }

  private static void assertHas(ByteArrayOutputStream stream, String texts) {
    if (texts.equals("-")) {
      assertThat(stream.toString(UTF_8)).isEmpty();
    } else {
      assertThat(stream.toString(UTF_8)).contains(texts.strip().split("/", -1));
    }
  }

  @Test
  void everyCommandRefusesABadSetting() {
    Map<String, String> bad = Map.of("PATCHBAY_REGION", "nowhere");
    for (String arguments :
        new String[] {"", "serve", "serve --print-config", "export", "import", "provider"}) {
      messages.reset();
      String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
      assertThat(run(bad, words)).as(arguments).isEqualTo(1);
      assertThat(messages.toString(UTF_8))
          .startsWith("bad configuration:")
          .contains("PATCHBAY_REGION is nowhere")
          .doesNotContain("\tat ");
    }
    assertThat(output.size()).isZero();
  }

  @Test
  void theConfigurationInForceIsPrintedWithoutSecrets(@TempDir Path directory) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "hidden1");
    Map<String, String> environment =
        Map.of(
            "PATCHBAY_HTTP_PORT", "8443",
            "PATCHBAY_REGION", " ",
            "PATCHBAY_REDIS_URI", "redis://redis:6379",
            "PATCHBAY_REDIS_PASSWORD_FILE", password.toString(),
            "PATCHBAY_THROTTLE_REDIS_URI", "redis://:hidden2@counter:6379",
            "PATCHBAY_HTTP_PROT", "1");
    assertThat(run(environment, "serve", "--print-config")).isZero();
    assertThat(output.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "PATCHBAY_HTTP_PORT set 8443",
            "PATCHBAY_MANAGEMENT_PORT default 9090",
            "PATCHBAY_REGION default us-east-1",
            "PATCHBAY_REDIS_URI set (not shown)",
            "PATCHBAY_REDIS_PASSWORD set (not shown)",
            "PATCHBAY_REDIS_PASSWORD_FILE set " + password,
            "PATCHBAY_REDIS_USER default",
            "PATCHBAY_THROTTLE_REDIS_URI set (not shown)");
    assertThat(output.toString(UTF_8) + messages.toString(UTF_8)).doesNotContain("hidden");
    assertThat(messages.toString(UTF_8)).contains("PATCHBAY_HTTP_PROT", "PATCHBAY_HTTP_PORT");
  }

  @Test
  void aFailureToWriteIsAFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int each) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Streams streams =
        new Streams(new ByteArrayInputStream(new byte[0]), full, new PrintStream(messages));
    assertThat(Commands.run(new String[] {"serve", "--print-config"}, Map.of(), streams))
        .isEqualTo(1);
  }

  private int run(Map<String, String> environment, String... arguments) {
    Streams streams =
        new Streams(new ByteArrayInputStream(new byte[0]), output, new PrintStream(messages));
    return Commands.run(arguments, environment, streams);
  }
}
