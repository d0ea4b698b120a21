package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceAccount;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.MarketplaceListen;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.proxy.server.RawConnection;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.modern.ModernAnswer;

/** The real parts: a signed legacy call through translator and client to our marketplace. */
class EmbeddedMarketplaceTest {

  private static final UpstreamCredentials GIVEN =
      new UpstreamCredentials.Given("AKIAMODERN", new Secret("modern-secret"), Optional.empty());

  private static final MarketplaceConfig IN_MEMORY =
      new MarketplaceConfig(Optional.empty(), BigDecimal.valueOf(10_000), false, false);

  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();

  @Test
  void unblocksAWorkerThroughTheMarketplace() throws IOException {
    try (ProxyRuntime proxy = start(key("AKIALEGACY", new UpstreamCredentials.SameKey()))) {
      String answer = call(proxy, "AKIALEGACY", "UnblockWorker", "&WorkerId=AZ3456EXAMPLE");
      assertTrue(
          answer.contains(
              "<UnblockWorkerResult><Request><IsValid>True</IsValid></Request>"
                  + "</UnblockWorkerResult>"),
          answer);
    }
    Exchange exchange = exchanges.remove();
    assertEquals(1, exchange.legs().size());
    assertEquals("DeleteWorkerBlock", exchange.legs().get(0).call().operation());
    assertTrue(exchange.legs().get(0).reply().answer() instanceof ModernAnswer.Success);
  }

  @Test
  void takesTwoLegacyKeysForOneAccount() throws IOException {
    try (ProxyRuntime proxy = start(key("AKIAONE", GIVEN), key("AKIATWO", GIVEN))) {
      for (String key : List.of("AKIAONE", "AKIATWO")) {
        String answer = call(proxy, key, "GetAccountBalance", "");
        assertTrue(answer.contains("<IsValid>True</IsValid>"), answer);
      }
    }
  }

  @Test
  void modernClientsReachItWhereItIsConfiguredToListen() throws Exception {
    int port = FreePort.one();
    MarketplaceConfig config =
        new MarketplaceConfig(Optional.empty(), BigDecimal.TEN, true, false)
            .edit()
            .listen(Optional.of(new MarketplaceListen("127.0.0.1", port)))
            .build();
    try (ProxyRuntime proxy = start(config, key("AKIALEGACY", new UpstreamCredentials.SameKey()));
        RawConnection client = new RawConnection(port)) {
      String legacy = call(proxy, "AKIALEGACY", "GetAccountBalance", "");
      assertTrue(legacy.contains("<FormattedPrice>$10.00<"), legacy);

      String head = "POST /worker/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n";
      client.send(head + "Content-Type: application/json\r\n\r\n");
      String modern = client.answer()[1];
      assertTrue(modern.contains("\"__type\":\"UnknownOperationException\""), modern);
    }
  }

  @Test
  void aPairWithTwoSecretsOrTwoAccountsIsRefused() {
    KeyConfig key = key("AKIAONE", new UpstreamCredentials.SameKey());
    for (MarketplaceAccount other :
        List.of(
            new MarketplaceAccount("AKIAONE", new Secret("another"), "AKIAONE"),
            new MarketplaceAccount("AKIAONE", key.secret(), "another"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> MarketplaceAccounts.of(List.of(key), List.of(other)));
    }
  }

  @Test
  void aModernPairMayShareTheAccountOfALegacyKey() {
    MarketplaceAccount modern =
        new MarketplaceAccount("AKIATWO", new Secret("another"), "AKIAMODERN");
    assertEquals(
        List.of("AKIAMODERN of AKIAMODERN", "AKIATWO of AKIAMODERN"),
        MarketplaceAccounts.of(List.of(key("AKIAONE", GIVEN)), List.of(modern)).stream()
            .map(account -> account.accessKeyId() + " of " + account.account())
            .toList());
  }

  @Test
  void refusesCredentialsThatTheMarketplaceCannotKnow() {
    KeyConfig key = key("AKIALEGACY", new UpstreamCredentials.Profile("default"));
    assertThrows(IllegalArgumentException.class, () -> start(key));
  }

  private static String call(ProxyRuntime proxy, String key, String operation, String parameters)
      throws IOException {
    return SignedCall.answer(proxy.address().getPort(), key, secret(key), operation, parameters);
  }

  /** A key that is written beside the others works at once, on both sides of the proxy. */
  @Test
  void aKeyThatIsAddedMayCallAndOneThatIsTakenAwayMayNot() throws Exception {
    KeyConfig first = key("AKIDONE", new UpstreamCredentials.SameKey());
    KeyConfig second = key("AKIDTWO", new UpstreamCredentials.SameKey());
    try (ProxyRuntime proxy = start(first)) {
      assertTrue(
          call(proxy, "AKIDONE", "GetAccountBalance", "").contains("<FormattedPrice>$10,000.00<"));
      assertTrue(call(proxy, "AKIDTWO", "GetAccountBalance", "").contains("AWS.NotAuthorized"));

      assertEquals(List.of(), proxy.reload(LoadedConfig.of(EmbeddedConfig.of(IN_MEMORY, second))));

      assertTrue(
          call(proxy, "AKIDTWO", "GetAccountBalance", "").contains("<FormattedPrice>$10,000.00<"));
      assertTrue(call(proxy, "AKIDONE", "GetAccountBalance", "").contains("AWS.NotAuthorized"));
    }
  }

  private static KeyConfig key(String id, UpstreamCredentials upstream) {
    return new KeyConfig(id, new Secret(secret(id)), upstream);
  }

  private static String secret(String id) {
    return "secret of " + id;
  }

  private ProxyRuntime start(KeyConfig... keys) throws IOException {
    return start(IN_MEMORY, keys);
  }

  private ProxyRuntime start(MarketplaceConfig marketplace, KeyConfig... keys) throws IOException {
    return ProxyRuntime.start(
        LoadedConfig.of(EmbeddedConfig.of(marketplace, keys)), Clock.systemUTC(), exchanges::add);
  }
}
