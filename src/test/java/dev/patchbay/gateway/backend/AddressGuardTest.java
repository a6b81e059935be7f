package dev.patchbay.gateway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.NetworkBlock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {

  private static final AddressGuard CLOSED = new AddressGuard(List.of());
  private static final AddressGuard OPEN =
      new AddressGuard(List.of(NetworkBlock.of("0.0.0.0/0"), NetworkBlock.of("::/0")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "169.254.0.1",
        "169.254.169.254",
        "169.254.170.2",
        "169.254.255.255",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "::",
        "::2",
        "fe80::1",
        "febf::1",
        "ff02::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "::169.254.169.254",
        "::ffff:169.254.169.254",
        "::ffff:0:169.254.169.254",
        "::ffff:0.0.0.0",
        "64:ff9b::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "2002:0:1::",
        "2001:0:102:304:0:0:5601:5601",
        "2606:4700::5efe:a9fe:a9fe",
        "2606:4700::200:5efe:a9fe:a9fe",
        "2606:4700::300:5efe:169.254.169.254"
      })
  void anAddressIsNeverCalledWhateverIsAllowed(String address) throws Exception {
    assertThat(OPEN.refusal(InetAddress.getByName(address)))
        .hasValueSatisfying(reason -> assertThat(reason).endsWith("is never called"));
    assertThat(CLOSED.refusal(InetAddress.getByName(address))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "240.0.0.1",
        "::1",
        "100::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2002:c0a8:1::1",
        "2001:0:102:304:0:0:80ff:fffe",
        "2606:4700::5efe:192.168.0.1"
      })
  void aPrivateAddressIsCalledWhereItIsAllowed(String address) throws Exception {
    assertThat(CLOSED.refusal(InetAddress.getByName(address)))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .endsWith(
                        "is private, and PATCHBAY_BACKEND_PRIVATE_NETWORKS does not have it"));
    assertThat(OPEN.refusal(InetAddress.getByName(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "52.94.236.248",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2600:1f18::1",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1"
      })
  void anAddressOfTheInternetIsCalled(String address) throws Exception {
    assertThat(CLOSED.refusal(InetAddress.getByName(address))).isEmpty();
  }

  @Test
  void theMappedFormThatJavaKeepsIsReadToo() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = (byte) 169;
    mapped[13] = (byte) 254;
    assertThat(OPEN.refusal(Inet6Address.getByAddress(null, mapped, -1))).isPresent();
  }

  @Test
  void oneNetworkIsAllowedAndOthersAreNot() throws Exception {
    AddressGuard guard = new AddressGuard(List.of(NetworkBlock.of("10.1.0.0/16")));
    assertThat(guard.refusal(InetAddress.getByName("10.1.255.1"))).isEmpty();
    assertThat(guard.refusal(InetAddress.getByName("10.2.0.1"))).isPresent();
    assertThat(guard.refusal(InetAddress.getLoopbackAddress())).isPresent();
  }
}
