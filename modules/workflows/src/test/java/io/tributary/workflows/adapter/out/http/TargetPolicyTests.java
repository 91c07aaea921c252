package io.tributary.workflows.adapter.out.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPolicyTests {
  private final TargetPolicy strict = new TargetPolicy(false, false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://0x7f.0.0.1/",
        "https://127.0.0.1./",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://168.63.129.16/",
        "https://192.0.0.1/",
        "https://198.18.0.1/",
        "https://224.0.0.1/",
        "https://240.0.0.1/",
        "https://255.255.255.255/",
        "https://[::]/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[::127.0.0.1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[64:ff9b:1::a00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[2002:0808:0808::]/",
        "https://[2001:0:1::1]/",
        "https://[fc00::1]/",
        "https://[fd12:3456::1]/",
        "https://[fe80::1]/",
        "https://[fec0::1]/",
        "https://[ff02::1]/",
        "https://user@example.com/",
        "https://user:pass@example.com/",
        "https://example.com:22/",
        "https://example.com:5432/",
        "http://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "https:///path",
        "//example.com/",
        "example.com",
        "https://exa mple.com/",
        ""
      })
  void what_is_not_a_public_https_target_is_refused(String url) {
    assertThat(strict.refusal(url)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com:443/a?b=c",
        "HTTPS://example.com:8443/",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
        "https://1password.com/"
      })
  void public_https_targets_may_be_called(String url) {
    assertThat(strict.refusal(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7f000001",
        "a9fea9fe",
        "a83f8110",
        "00000000",
        "00000000000000000000ffff7f000001",
        "0000000000000000000000007f000001",
        "00000000000000000000000000000001",
        "0064ff9b00000000000000007f000001",
        "20027f00000100000000000000000000",
        "fd000000000000000000000000000001"
      })
  void an_address_that_a_name_stands_for_is_judged_too(String bytes) throws UnknownHostException {
    assertThat(strict.allows(InetAddress.getByAddress(HexFormat.of().parseHex(bytes)))).isFalse();
  }

  @Test
  void a_public_address_is_allowed_also_where_it_is_written_as_the_other_family() throws Exception {
    assertThat(
            strict.allows(
                InetAddress.getByAddress(
                    HexFormat.of().parseHex("00000000000000000000ffff08080808"))))
        .isTrue();
  }

  @Test
  void settings_open_what_they_name() {
    assertThat(new TargetPolicy(true, false).refusal("http://127.0.0.1:9999/")).isEmpty();
    assertThat(new TargetPolicy(false, true).refusal("http://example.com/")).isEmpty();
    assertThat(new TargetPolicy(false, true).refusal("http://127.0.0.1/")).isPresent();
    assertThat(new TargetPolicy(true, true).refusal("file:///etc/passwd")).isPresent();
  }
}
