package org.mturkproxy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.marketplace.Account;
import org.mturkproxy.marketplace.Marketplace;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Measures what a call costs the marketplace in processor time, user and system, of the whole
 * process but for the client's thread. Each request is signed once and sent again and again over
 * one connection.
 *
 * <p>Arguments: {@code memory} or {@code disk}, and how many calls of each kind (20000 if absent).
 */
public final class CallCost {

  private static final Account ACCOUNT = new Account("AKIDBENCH", new Secret("bench"), "bench");

  private final URI endpoint;
  private final Socket socket;
  private final InputStream in;

  private CallCost(URI endpoint) throws IOException {
    this.endpoint = endpoint;
    this.socket = new Socket(endpoint.getHost(), endpoint.getPort());
    this.socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 65536);
  }

  /** Measures a new marketplace, and deletes it. */
  public static void main(String[] arguments) throws IOException {
    boolean disk = arguments.length > 0 && arguments[0].equals("disk");
    int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
    Path directory = Files.createTempDirectory("call-cost");
    try (Marketplace marketplace =
        Marketplace.start(
            new MarketplaceConfig(
                disk ? Optional.of(directory) : Optional.empty(),
                new BigDecimal("999999999"),
                false,
                false),
            List.of(ACCOUNT),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Clock.systemUTC())) {
      new CallCost(marketplace.endpoint()).measure(calls, disk ? "file" : "memory");
    } finally {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  private void measure(int calls, String store) throws IOException {
    byte[] create = request("CreateHIT", CREATE_HIT);
    String hit = text(exchange(create)).replaceAll("(?s).*\"HITId\":\"([^\"]*)\".*", "$1");
    Map<String, List<byte[]>> measured = new LinkedHashMap<>();
    measured.put("GetAccountBalance", List.of(request("GetAccountBalance", "{}")));
    measured.put("GetHIT", List.of(request("GetHIT", "{\"HITId\":\"" + hit + "\"}")));
    measured.put(
        "Create- and DeleteWorkerBlock",
        List.of(
            request("CreateWorkerBlock", "{\"WorkerId\":\"A1\",\"Reason\":\"r\"}"),
            request("DeleteWorkerBlock", "{\"WorkerId\":\"A1\"}")));
    measured.put("CreateHIT", List.of(create));
    for (var each : measured.entrySet()) {
      run(each.getValue(), calls / 2);
      long cpu = run(each.getValue(), calls);
      System.out.println(
          String.format(
              Locale.ROOT,
              "%s, %s: %.0f µs of processor time per call",
              store,
              each.getKey(),
              cpu / 1e3 / calls));
    }
  }

  /** The requests in turn, so many together; nanoseconds of the process but for this thread. */
  private long run(List<byte[]> requests, int calls) throws IOException {
    long before = othersCpu();
    for (int i = 0; i < calls; i++) {
      exchange(requests.get(i % requests.size()));
    }
    return othersCpu() - before;
  }

  private static long othersCpu() {
    long process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    return process - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private byte[] exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") < head.length() - 4) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection was closed");
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int length =
        Integer.parseInt(lower.replaceAll("(?s).*\r\ncontent-length: *([0-9]+)\r\n.*", "$1"));
    byte[] body = in.readNBytes(length);
    if (!lower.startsWith("http/1.1 200")) {
      throw new IOException(text(body));
    }
    return body;
  }

  private byte[] request(String operation, String body) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.resolve("/"))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "MTurkRequesterServiceV20170117." + operation)
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(
                            AwsCredentialsIdentity.create(
                                ACCOUNT.accessKeyId(), ACCOUNT.secret().reveal()))
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "mturk-requester")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    StringBuilder text = new StringBuilder("POST / HTTP/1.1\r\n");
    signed
        .headers()
        .forEach(
            (name, values) ->
                values.forEach(
                    value -> text.append(name).append(": ").append(value).append("\r\n")));
    text.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n\r\n");
    return (text + body).getBytes(UTF_8);
  }

  private static String text(byte[] body) {
    return new String(body, UTF_8);
  }

  private static final String CREATE_HIT =
      "{\"Title\":\"Tag a photo\",\"Description\":\"Choose tags\",\"Reward\":\"0.05\","
          + "\"LifetimeInSeconds\":31536000,\"AssignmentDurationInSeconds\":600,\"Question\":"
          + "\"<ExternalQuestion xmlns=\\\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd\\\">"
          + "<ExternalURL>https://example.com/</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>\"}";
}
