package org.mturkproxy.translator.catalogue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.mturkproxy.translator.result.Shape;

/**
 * The result element of an operation.
 *
 * @param element its name: {@code <Operation>Result}, or a structure such as {@code HIT}
 * @param shape what it holds after {@code Request}
 * @param member the member of the modern answer that it is made from; absent: the whole answer
 */
public record Result(String element, Shape shape, Optional<String> member) {

  public Result {
    requireNonNull(element, "element");
    requireNonNull(shape, "shape");
    requireNonNull(member, "member");
  }

  /** The part of the modern answer that the shape is written from. */
  public JsonNode content(JsonNode modernAnswer) {
    return member.isPresent() ? modernAnswer.path(member.get()) : modernAnswer;
  }
}
