package org.mturkproxy.translator.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A WSDL that lacks only the address of the service. Made once, for making it takes a while, and
 * each caller may see the service under another address.
 */
public final class Wsdl {

  /** Stands where the address belongs, and nowhere else. */
  static final String ADDRESS = "urn:address-of-the-service";

  private final byte[] before;
  private final byte[] after;

  private Wsdl(String before, String after) {
    this.before = before.getBytes(StandardCharsets.UTF_8);
    this.after = after.getBytes(StandardCharsets.UTF_8);
  }

  static Wsdl of(ByteBuffer document) {
    String text = StandardCharsets.UTF_8.decode(document).toString();
    int at = text.lastIndexOf(ADDRESS);
    return new Wsdl(text.substring(0, at), text.substring(at + ADDRESS.length()));
  }

  /**
   * The document, UTF-8.
   *
   * @param address where the service is called: the URL that clients send their requests to
   */
  public ByteBuffer at(String address) {
    byte[] escaped =
        address
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace("\"", "&quot;")
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer whole = ByteBuffer.allocate(before.length + escaped.length + after.length);
    return whole.put(before).put(escaped).put(after).flip();
  }
}
