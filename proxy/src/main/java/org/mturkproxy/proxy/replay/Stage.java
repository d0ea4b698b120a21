package org.mturkproxy.proxy.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.ListsConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.MarketplaceListen;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.SignaturesConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.MarketplaceRuntime;
import org.mturkproxy.proxy.ProxyRuntime;

/**
 * A proxy and a marketplace of its own, on loopback and gone afterwards, in which a log is played.
 * Every caller of the log has a key there with a secret that nobody knows.
 */
final class Stage implements AutoCloseable {

  private static final int MIB = 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For answers that the log does not show. */
  private static final String SOME_ANSWER =
      "<QuestionFormAnswers xmlns=\"http://mechanicalturk.amazonaws.com/"
          + "AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd\"><Answer>"
          + "<QuestionIdentifier>unknown</QuestionIdentifier><FreeText/></Answer>"
          + "</QuestionFormAnswers>";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, KeyConfig> keys = new LinkedHashMap<>();
  private final Map<String, Secret> secrets = new HashMap<>();
  private final MarketplaceRuntime marketplace;
  private final ProxyRuntime proxy;
  private final Clock clock;
  private Optional<Instant> begin = Optional.empty();
  private Instant started = Instant.EPOCH;
  private long advanced;

  /**
   * Builds it.
   *
   * @param config what the marketplace and the proxy are like; nothing of its network is used
   * @param data the directory with what is there at the beginning, which is written to; empty:
   *     nothing is there
   * @param callers the keys of the log
   * @throws IOException if it cannot be started
   */
  Stage(ProxyConfig config, Optional<Path> data, Collection<String> callers, Clock clock)
      throws IOException {
    this.clock = clock;
    callers.forEach(caller -> keys.put(caller, key(caller, config)));
    List<KeyConfig> all = new ArrayList<>(keys.values());
    MarketplaceConfig world =
        config
            .marketplace()
            .edit()
            .data(data)
            .workerApi(true)
            .controlApi(true)
            .notifications(Optional.empty())
            .listen(Optional.of(new MarketplaceListen("127.0.0.1", 0)))
            .accounts(List.of())
            .rateLimit(Optional.empty())
            .publicUrl(Optional.empty())
            .build();
    marketplace =
        MarketplaceRuntime.start(config.edit().keys(all).marketplace(world).build(), clock);
    try {
      proxy = ProxyRuntime.start(LoadedConfig.of(proxy(config, all)), clock, exchange -> {});
    } catch (IOException | RuntimeException e) {
      marketplace.close();
      throw e;
    }
  }

  /** Lists are not kept: what took days is played in moments. */
  private ProxyConfig proxy(ProxyConfig config, List<KeyConfig> all) {
    UpstreamConfig upstream = config.upstream();
    return config
        .edit()
        .listen(new ListenConfig("127.0.0.1", 0, MIB, 4 * MIB))
        .upstream(
            new UpstreamConfig(
                new UpstreamTarget.Address(marketplace.endpoint()),
                upstream.region(),
                upstream.service(),
                upstream.connectTimeout(),
                upstream.readTimeout(),
                upstream.budget(),
                upstream.maxConnections()))
        .keys(all)
        .trafficLog(new TrafficLogConfig.Off())
        .marketplace(config.marketplace().edit().data(Optional.empty()).build())
        .admin(Optional.empty())
        .policy(List.of())
        .lists(new ListsConfig(Duration.ZERO, config.lists().maxBytes()))
        .signatures(SignaturesConfig.DEFAULT)
        .build();
  }

  /** Keys that had one account upstream have one here, too. */
  private KeyConfig key(String caller, ProxyConfig config) {
    UpstreamCredentials upstream =
        config.keys().stream()
            .filter(key -> key.id().equals(caller))
            .map(KeyConfig::upstream)
            .filter(UpstreamCredentials.Given.class::isInstance)
            .map(given -> ((UpstreamCredentials.Given) given).accessKeyId())
            .findFirst()
            .<UpstreamCredentials>map(
                id -> new UpstreamCredentials.Given(id, secretFor(id), Optional.empty()))
            .orElse(new UpstreamCredentials.SameKey());
    return new KeyConfig(caller, secretFor(caller), upstream);
  }

  private Secret secretFor(String id) {
    return secrets.computeIfAbsent(id, any -> secret());
  }

  private static Secret secret() {
    byte[] bytes = new byte[20];
    new SecureRandom().nextBytes(bytes);
    return new Secret(HexFormat.of().formatHex(bytes));
  }

  /** Where legacy calls go. */
  URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.address().getPort() + "/");
  }

  /** The secret of a caller. */
  Optional<Secret> secretOf(String caller) {
    return Optional.ofNullable(keys.get(caller)).map(KeyConfig::secret);
  }

  /**
   * Lets as much time pass in the marketplace as had passed in the log.
   *
   * @param now the time in the log
   */
  void advanceTo(Instant now) throws IOException, InterruptedException {
    if (begin.isEmpty()) {
      begin = Optional.of(now);
      started = clock.instant();
    }
    long here = Duration.between(started, clock.instant()).toSeconds() + advanced;
    long behind = Duration.between(begin.get(), now).toSeconds() - here;
    if (behind > 0) {
      post("control/clock", Map.of("advanceSeconds", behind));
      advanced += behind;
    }
  }

  /**
   * Has a Worker do something again.
   *
   * @param object the HIT or Qualification type, by its id here
   * @return the id of what came of it
   * @throws NotReplayableException if it is refused
   */
  String perform(Deed deed, String object)
      throws IOException, InterruptedException, NotReplayableException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("WorkerId", StandIns.in(deed.worker()));
    Optional<String> answer = deed.answer().map(text -> text.startsWith("<") ? text : SOME_ANSWER);
    boolean work = deed.kind() == Deed.Kind.ASSIGNMENT;
    body.put(work ? "HITId" : "QualificationTypeId", object);
    if (work || answer.isPresent()) {
      body.put("Answer", answer.orElse(SOME_ANSWER));
    }
    JsonNode done = post(work ? "worker/assignments" : "worker/qualification-requests", body);
    String id = done.path(work ? "AssignmentId" : "QualificationRequestId").asText();
    if (id.isEmpty()) {
      throw new NotReplayableException(
          "no Worker could do again what %s came from: %s"
              .formatted(deed.id(), done.path("__type").asText("granted at once")));
    }
    return id;
  }

  private JsonNode post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(marketplace.endpoint().resolve("/" + path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    proxy.close();
    marketplace.close();
  }
}
