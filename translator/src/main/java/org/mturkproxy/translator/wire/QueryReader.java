package org.mturkproxy.translator.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/**
 * Reads REST requests: parameters in the query string, in a form body, or split over both ({@code
 * legacy-api.md} 1.3, 3).
 */
final class QueryReader {

  private QueryReader() {}

  /**
   * Takes a REST request apart.
   *
   * @throws org.mturkproxy.translator.error.RefusedException when it cannot be decoded
   */
  static QueryRequest read(ReceivedRequest request) {
    List<Pair> pairs = new ArrayList<>();
    FormDecoder.decode(query(request.target()), pairs);
    ByteBuffer body = request.body();
    if (body.hasRemaining()) {
      byte[] octets = new byte[body.remaining()];
      body.get(octets);
      FormDecoder.decode(octets, pairs);
    }
    return new QueryRequest(pairs);
  }

  private static byte[] query(String target) {
    int mark = target.indexOf('?');
    // A target is octets: HTTP servers hand each one over as one character.
    return (mark < 0 ? "" : target.substring(mark + 1)).getBytes(StandardCharsets.ISO_8859_1);
  }
}
