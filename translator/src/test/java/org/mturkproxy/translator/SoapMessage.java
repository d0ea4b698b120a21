package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import org.mturkproxy.conformance.RequestContent;
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
    RequestContent content = new RequestContent();
    for (String pair : parameters.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        content.put(
            pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return asking(content.requests(operation).toArray(String[]::new));
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
}
