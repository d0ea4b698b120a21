package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mturkproxy.translator.authentication.LegacySecret;

/** What a SOAP client sends, as Axis would write it. */
record SoapMessage(String operation, String version, String timestamp, List<String> requests) {

  static final String NAMESPACES = "http://requester.mturk.amazonaws.com/doc/";

  /** A call with one empty request, signed with the secret of {@link LegacyClient} and its time. */
  static SoapMessage of(String operation) {
    return new SoapMessage(
        operation, "2014-08-15", LegacyClient.NOW.toString(), List.of("<Request/>"));
  }

  SoapMessage version(String date) {
    return new SoapMessage(operation, date, timestamp, requests);
  }

  /** With this text as its timestamp, which is the text that is signed. */
  SoapMessage at(String text) {
    return new SoapMessage(operation, version, text, requests);
  }

  /** With one {@code Request} for each of these contents. */
  SoapMessage asking(String... contents) {
    return new SoapMessage(
        operation,
        version,
        timestamp,
        List.of(contents).stream().map(c -> "<Request>" + c + "</Request>").toList());
  }

  /** With what a REST client would send for it. */
  SoapMessage like(String parameters) {
    Node root = new Node();
    for (String pair : parameters.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        root.put(
            List.of(pair.substring(0, equals).split("\\.", -1)),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    Node batch = root.children.get(operation);
    return batch == null
        ? asking(root.xml())
        : asking(batch.items().stream().map(Node::xml).toArray(String[]::new));
  }

  String namespace() {
    return NAMESPACES + version;
  }

  String signature() {
    return new LegacySecret(LegacyClient.SECRET)
        .sign("AWSMechanicalTurkRequester" + operation + timestamp);
  }

  /** The three elements before the requests. */
  String credentials() {
    return "<AWSAccessKeyId>"
        + LegacyClient.KEY
        + "</AWSAccessKeyId><Timestamp>"
        + timestamp
        + "</Timestamp><Signature>"
        + signature()
        + "</Signature>";
  }

  /** The whole document. */
  String xml() {
    return around(
        "<"
            + operation
            + " xmlns=\""
            + namespace()
            + "\">"
            + credentials()
            + String.join("", requests)
            + "</"
            + operation
            + ">");
  }

  /** An envelope as Axis writes it. */
  static String around(String body) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
        + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
        + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
        + body
        + "</soapenv:Body></soapenv:Envelope>";
  }

  /** A text as it stands in XML. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Parameters with dotted names, as a tree. */
  private static final class Node {
    private final Map<String, Node> children = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();

    void put(List<String> path, String text) {
      if (path.isEmpty()) {
        texts.add(text);
      } else {
        children
            .computeIfAbsent(path.get(0), any -> new Node())
            .put(path.subList(1, path.size()), text);
      }
    }

    /** Its items, if it has numbers; else itself. */
    List<Node> items() {
      boolean numbered = !children.isEmpty() && children.keySet().stream().allMatch(Node::isNumber);
      return numbered ? List.copyOf(children.values()) : List.of(this);
    }

    private static boolean isNumber(String name) {
      return name.chars().allMatch(Character::isDigit);
    }

    String xml() {
      StringBuilder xml = new StringBuilder();
      texts.forEach(text -> xml.append(escaped(text)));
      children.forEach(
          (name, child) -> {
            for (Node item : child.items()) {
              if (item.children.isEmpty()) {
                item.texts.forEach(text -> append(xml, name, escaped(text)));
              } else {
                append(xml, name, item.xml());
              }
            }
          });
      return xml.toString();
    }

    private static void append(StringBuilder xml, String name, String content) {
      xml.append('<').append(name).append('>').append(content);
      xml.append("</").append(name).append('>');
    }
  }
}
