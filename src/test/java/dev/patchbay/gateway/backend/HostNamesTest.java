package dev.patchbay.gateway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.gateway.execution.IntegrationException;
import dev.patchbay.model.Limit;
import dev.patchbay.model.NetworkBlock;
import dev.patchbay.testkit.ManualClock;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostNamesTest {

  private static final AddressGuard OPEN =
      new AddressGuard(List.of(NetworkBlock.of("0.0.0.0/0"), NetworkBlock.of("::/0")));

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final ManualClock clock = new ManualClock();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private String[] answer = {"192.0.2.1"};
  private final HostNames hosts =
      new HostNames(
          OPEN,
          host -> {
            asked.add(host);
            return addresses();
          },
          vertx.createSharedWorkerExecutor("lookup", 2),
          clock);

  private InetAddress[] addresses() throws UnknownHostException {
    InetAddress[] addresses = new InetAddress[answer.length];
    for (int i = 0; i < answer.length; i++) {
      addresses[i] = InetAddress.getByName(answer[i]);
    }
    return addresses;
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private String find(String host) throws Exception {
    Promise<InetAddress> found = Promise.promise();
    loop.runOnContext(turn -> hosts.find(host).onComplete(found));
    return found.future().await(20, TimeUnit.SECONDS).getHostAddress();
  }

  @Test
  void aNameThatChangesItsAddressWhileItIsKeptLeadsToTheOneThatWasChecked() throws Exception {
    assertThat(find("a.example")).isEqualTo("192.0.2.1");
    answer = new String[] {"169.254.169.254"};
    assertThat(find("a.example")).isEqualTo("192.0.2.1");
    clock.advanceMillis(10_000);
    assertThatThrownBy(() -> find("a.example"))
        .isInstanceOf(IntegrationException.class)
        .hasMessageContaining("169.254.169.254 is never called");
    assertThat(asked).containsExactly("a.example", "a.example");
  }

  @Test
  void ofSeveralAddressesOnlyTheAllowedOnesAreUsedInTurn() throws Exception {
    answer = new String[] {"169.254.169.254", "192.0.2.1", "192.0.2.2", "2606:4700::1"};
    String first = find("a.example");
    assertThat(List.of(first, find("a.example")))
        .containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
    assertThat(find("a.example")).isEqualTo(first);
  }

  @Test
  void callsOfOneMomentShareALookup() throws Exception {
    Promise<CompositeFuture> both = Promise.promise();
    loop.runOnContext(
        turn -> Future.all(hosts.find("a.example"), hosts.find("a.example")).onComplete(both));
    assertThat(both.future().await(20, TimeUnit.SECONDS).size()).isEqualTo(2);
    assertThat(asked).hasSize(1);
  }

  @Test
  void theNamesThatAreKeptAreLimited() throws Exception {
    for (int i = 0; i <= Limit.BACKEND_NAMES.intValue(); i++) {
      find(i + ".example");
    }
    find("1.example");
    assertThat(asked).hasSize(Limit.BACKEND_NAMES.intValue() + 1);
    find("0.example");
    assertThat(asked).hasSize(Limit.BACKEND_NAMES.intValue() + 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "0xa9.0xfe.0xa9.0xfe",
        "169.254.43518",
        "169.16689662",
        "127.1",
        "0",
        "0177.0.0.1",
        "127.0.0.01",
        "1.2.3.4.5",
        "1.2.3.4."
      })
  void aNumberThatReadersUnderstandDifferentlyIsNoHost(String host) {
    assertThatThrownBy(() -> find(host))
        .isInstanceOf(IntegrationException.class)
        .hasMessageContaining("is no address and no name");
    assertThat(asked).isEmpty();
  }
}
