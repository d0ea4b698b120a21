package org.mturkproxy.translator.answer;

import java.util.Optional;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.Level;
import org.mturkproxy.translator.wire.SoapRequest;
import org.mturkproxy.translator.xml.XmlOutput;

/**
 * SOAP 1.1. Answers and nearly all errors are ordinary bodies with HTTP 200; a fault loses the
 * legacy code in every client, and is for what has no operation ({@code legacy-api.md} 6.6, 6.7).
 *
 * @param namespace the caller's, which every element is in; empty when it is not known
 */
record SoapEnvelope(Optional<String> namespace) implements Envelope {

  private static final String FAULT = "http://webservices.amazon.com/AWSFault/2005-15-09";

  /** The Java SDK and the Ruby and .NET ones repeat a call for this, and only with status 500. */
  private static final int REPEAT = 500;

  @Override
  public Optional<ApiVersion> schema() {
    return namespace.flatMap(
        uri -> ApiVersion.meantBy(uri.substring(ApiVersion.NAMESPACE_PREFIX.length())));
  }

  @Override
  public void open(XmlOutput xml, String response) {
    xml.open("SOAP-ENV:Envelope", "xmlns:SOAP-ENV", SoapRequest.ENVELOPE).open("SOAP-ENV:Body");
    xml.open(response, "xmlns", namespace.orElseThrow());
  }

  @Override
  public void close(XmlOutput xml) {
    xml.close().close().close();
  }

  /** The Java SDK maps only the longer of the two spellings ({@code mapping.md} 1.9). */
  @Override
  public LegacyError spelt(LegacyError error) {
    return error.code().equals(LegacyErrors.PERMISSION_DENIED)
        ? new LegacyError(
            LegacyErrors.PERMISSION_DENIED_EXCEPTION,
            error.message(),
            error.data(),
            error.stamped())
        : error;
  }

  @Override
  public boolean isBare(LegacyError error) {
    return namespace.isEmpty()
        || (error.level() == Level.BARE && !error.code().equals(LegacyErrors.REQUEST_EXPIRED));
  }

  @Override
  public void writeBare(XmlOutput xml, LegacyError error, String requestId) {
    xml.open("SOAP-ENV:Envelope", "xmlns:SOAP-ENV", SoapRequest.ENVELOPE, "xmlns:aws", FAULT);
    xml.open("SOAP-ENV:Body").open("SOAP-ENV:Fault");
    xml.element("faultcode", faultCode(error)).element("faultstring", error.message());
    xml.open("detail").open("aws:RequestId", "xmlns:aws", FAULT).text(requestId).close().close();
    xml.close().close().close();
  }

  private static String faultCode(LegacyError error) {
    return switch (error.code()) {
      case LegacyErrors.SERVICE_UNAVAILABLE -> "aws:Server.ServiceUnavailable";
      case LegacyErrors.INTERNAL_ERROR -> "aws:Server.InternalError";
      case LegacyErrors.OTHER_SOAP -> "SOAP-ENV:VersionMismatch";
      case LegacyErrors.INVALID_OPERATION -> "aws:Client.InvalidOperation";
      default -> "aws:Client.MalformedRequest";
    };
  }

  @Override
  public int status(LegacyError error) {
    return error.code().equals(LegacyErrors.SERVICE_UNAVAILABLE) ? REPEAT : 200;
  }
}
