package org.mturkproxy.translator.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.result.ResponseGroup;
import org.mturkproxy.translator.result.View;
import org.mturkproxy.translator.xml.XmlOutput;

/**
 * Writes legacy answers ({@code legacy-api.md} 6). Exactly one {@code Request} in each result,
 * nothing else beside {@code OperationRequest} and the results: rturk and the Perl SDK fail
 * otherwise.
 */
public final class AnswerWriter {

  private static final String SUFFIX = "Response";

  private final String requestId;
  private final String stamp;
  private final Envelope envelope;
  private final Optional<ApiVersion> schema;

  /**
   * Prepares an answer.
   *
   * @param requestId its {@code RequestId}
   * @param now goes into the messages of our own errors, as the service put it into its own
   * @param sandbox whether the messages are those of a sandbox
   * @param envelope what it stands in
   */
  public AnswerWriter(String requestId, Instant now, boolean sandbox, Envelope envelope) {
    this.requestId = requestId;
    this.envelope = envelope;
    this.schema = envelope.schema();
    this.stamp = " (" + now.toEpochMilli() + (sandbox ? " s)" : ")");
  }

  /** The answer to a whole call: one result for each of its requests, in their order. */
  public LegacyAnswer answer(Operation operation, List<Answered> answered) {
    Optional<Answered> whole = answered.stream().filter(Batch::failedAsWhole).findFirst();
    if (whole.isPresent()) {
      return refusal(operation.name(), whole.get().error().orElseThrow());
    }
    XmlOutput xml = new XmlOutput();
    open(xml, operation.name());
    xml.close();
    for (Answered one : answered) {
      writeResult(xml, operation, one);
    }
    envelope.close(xml);
    Optional<String> code =
        answered.stream()
            .flatMap(one -> one.error().stream())
            .map(error -> envelope.spelt(error).code())
            .findFirst();
    return new LegacyAnswer(200, code, xml.end());
  }

  /**
   * The answer to a call that was refused as a whole.
   *
   * @param operation the legacy operation; empty when none is known, and every error is bare then
   */
  public LegacyAnswer refusal(String operation, LegacyError error) {
    XmlOutput xml = new XmlOutput();
    if (operation.isEmpty() || envelope.isBare(error)) {
      envelope.writeBare(xml, error, requestId);
    } else {
      open(xml, operation);
      writeErrors(xml, error);
      xml.close();
      envelope.close(xml);
    }
    return new LegacyAnswer(envelope.status(error), Optional.of(error.code()), xml.end());
  }

  private void open(XmlOutput xml, String operation) {
    envelope.open(xml, operation + SUFFIX);
    xml.open("OperationRequest").element("RequestId", requestId);
  }

  private void writeResult(XmlOutput xml, Operation operation, Answered answered) {
    xml.open(operation.result().element());
    xml.open("Request");
    xml.element("IsValid", answered.error().isEmpty() ? "True" : "False");
    answered.request().ifPresent(request -> writeEcho(xml, operation, request));
    answered.error().ifPresent(error -> writeErrors(xml, error));
    xml.close();
    if (answered.outcome() instanceof Outcome.Done done) {
      operation
          .result()
          .shape()
          .write(
              xml, operation.result().content(done.answer()), new View(answered.groups(), schema));
    }
    xml.close();
  }

  private void writeEcho(XmlOutput xml, Operation operation, Arguments request) {
    Optional<String> echo = operation.echo(schema.orElse(ApiVersion.NEWEST));
    if (echo.isPresent() && request.groups().contains(ResponseGroup.REQUEST)) {
      xml.open(echo.get());
      // REST answers have the shape of the newest version, whatever was asked for (9.4).
      RequestEcho.write(xml, request, schema.orElse(ApiVersion.NEWEST));
      xml.close();
    }
  }

  private void writeErrors(XmlOutput xml, LegacyError found) {
    LegacyError error = envelope.spelt(found);
    xml.open("Errors").open("Error");
    xml.element("Code", error.code());
    xml.element("Message", error.stamped() ? error.message() : error.message() + stamp);
    for (LegacyError.Data data : error.data()) {
      xml.open("Data").element("Key", data.key()).element("Value", data.value()).close();
    }
    xml.close().close();
  }
}
