package org.mturkproxy.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8181, localhost, 8181, false, localhost:8181",
    "http://localhost/, localhost, 80, false, localhost",
    "https://Mturk.Example/, mturk.example, 443, true, mturk.example",
    "https://mturk.example:8443, mturk.example, 8443, true, mturk.example:8443",
    "http://[::1]:81, ::1, 81, false, [::1]:81",
  })
  void readsAnAddress(String uri, String host, int port, boolean tls, String header) {
    Endpoint endpoint = Endpoint.of(URI.create(uri));
    assertEquals(new Endpoint(host, port, tls), endpoint);
    assertEquals(header, endpoint.hostHeader());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host/",
        "host:80",
        "/path",
        "http:///",
        "http://host/path",
        "http://host/?a=b",
        "http://user:secret@host/"
      })
  void refusesWhatIsNoAddressOfAHost(String uri) {
    assertThrows(IllegalArgumentException.class, () -> Endpoint.of(URI.create(uri)));
  }

  @Test
  @Tag("trap-5.1.10")
  void refusesProductionUnlessItIsAskedForByName() {
    URI production = URI.create("https://MTurk-Requester.us-east-1.amazonaws.com/");
    assertThrows(IllegalArgumentException.class, () -> Endpoint.of(production));
  }

  @Test
  void knowsAmazonsAddresses() {
    assertEquals(
        "https://mturk-requester.us-east-1.amazonaws.com/", Endpoint.PRODUCTION.toString());
    assertEquals(
        "https://mturk-requester-sandbox.us-east-1.amazonaws.com/", Endpoint.SANDBOX.toString());
  }
}
