package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Those who play Workers, and the control interface. */
record Players(URI endpoint) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** POSTs JSON to the Workers' or the control interface; a test that needs it ends without it. */
  Reply post(String path, String json) {
    Reply reply = tryPost(path, json);
    assumeTrue(reply.status() != 404 || TestMarketplace.isOurs(), path + " is not offered");
    return reply;
  }

  /** The same, where 404 says that the interface is not offered. */
  Reply tryPost(String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(answer.statusCode(), new ObjectMapper().readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  record Reply(int status, JsonNode body) {
    /** The type of a refusal. */
    String type() {
      assertEquals(400, status, body::toString);
      return body.get("__type").textValue();
    }
  }

  String accept(String worker, String hit) {
    return assignmentId(
        post(
            "/worker/assignments/accept",
            String.format("{\"WorkerId\":\"%s\",\"HITId\":\"%s\"}", worker, hit)));
  }

  Reply submit(String assignment, String answer) {
    return post(
        "/worker/assignments/" + assignment + "/submit",
        JsonNodeFactory.instance.objectNode().put("Answer", answer).toString());
  }

  /** A Worker accepts and hands in; the id of the assignment. */
  String work(String worker, String hit) {
    return work(worker, hit, Examples.ANSWER);
  }

  String work(String worker, String hit, String answer) {
    return assignmentId(
        post(
            "/worker/assignments",
            JsonNodeFactory.instance
                .objectNode()
                .put("WorkerId", worker)
                .put("HITId", hit)
                .put("Answer", answer)
                .toString()));
  }

  private static String assignmentId(Reply reply) {
    assertEquals(200, reply.status(), () -> reply.body().toString());
    return reply.body().get("AssignmentId").textValue();
  }
}
