package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No web page drives the interfaces that need no signature. */
@EnabledIf(TestMarketplace.IS_OURS)
class CrossSiteTest {

  private static TestMarketplace marketplace;

  @BeforeAll
  static void start() {
    marketplace = TestMarketplace.inMemory();
  }

  @AfterAll
  static void stop() {
    marketplace.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/control/reset, application/json, , 200, ",
    "/control/reset, Application/JSON; charset=utf-8, , 200, ",
    "/control/reset, text/plain, , 415, UnsupportedMediaTypeException",
    "/control/reset, , , 415, UnsupportedMediaTypeException",
    "/control/reset, application/json, https://example.com, 403, AccessDeniedException",
    "/control/reset, text/plain, null, 403, AccessDeniedException",
    "/worker/messages, application/json, , 400, ValidationException",
    "/worker/messages, text/plain, , 415, UnsupportedMediaTypeException",
    "/worker/assignments/3A/return, , , 415, UnsupportedMediaTypeException",
    "/worker/messages, application/json, https://example.com, 403, AccessDeniedException",
    "/worker/assignments/3A/files/a, image/png, , 400, AssignmentDoesNotExist",
    "/worker/assignments/3A/files/a, image/png, null, 403, AccessDeniedException",
  })
  void onlyJsonIsTakenAndNothingFromAPage(
      String path, String contentType, String origin, int status, String type) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(marketplace.endpoint().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    if (origin != null) {
      request.header("Origin", origin);
    }
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(type, new ObjectMapper().readTree(answer.body()).path("__type").textValue());
  }
}
