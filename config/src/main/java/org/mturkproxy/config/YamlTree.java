package org.mturkproxy.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.config.YamlNode.Entry;
import org.mturkproxy.config.YamlNode.Kind;
import org.mturkproxy.config.YamlNode.Mapping;
import org.mturkproxy.config.YamlNode.Scalar;
import org.mturkproxy.config.YamlNode.Sequence;

/** Reads one YAML document into nodes. Repeated keys, aliases and a second document are refused. */
final class YamlTree {

  private static final YAMLFactory YAML = new YAMLFactory();

  private final YAMLParser parser;
  private final Problems problems;

  private YamlTree(YAMLParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * Reads a document.
   *
   * @return its root; empty when there is nothing in it but comments, or when it is no YAML (then
   *     that is among the problems)
   */
  static Optional<YamlNode> read(String yaml, Problems problems) {
    try (YAMLParser parser = YAML.createParser(yaml)) {
      YamlTree tree = new YamlTree(parser, problems);
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      YamlNode root = tree.node("");
      if (parser.nextToken() != null) {
        problems.add(tree.here(), "", "a second YAML document; one is expected");
      }
      return Optional.of(root);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      problems.add(
          at == null ? Position.FILE : position(at), "", "not readable as YAML: " + reason(e));
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("cannot happen: a text is read without a file", e);
    }
  }

  /** The node at the current token; afterwards its last token is the current one. */
  private YamlNode node(String path) throws IOException {
    Position start = here();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(start, path);
      case START_ARRAY -> sequence(start, path);
      case VALUE_NULL -> new Scalar(start, Kind.NOTHING, "");
      case VALUE_TRUE, VALUE_FALSE -> new Scalar(start, Kind.BOOLEAN, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(start, Kind.NUMBER, parser.getText());
      default -> {
        if (parser.isCurrentAlias()) {
          problems.add(start, path, "YAML aliases are not supported; write the value out");
        }
        yield new Scalar(start, Kind.TEXT, parser.getText());
      }
    };
  }

  private Mapping mapping(Position start, String path) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Position key = here();
      String below = KeyName.below(path, name);
      parser.nextToken();
      Entry first = entries.putIfAbsent(name, new Entry(key, node(below)));
      if (first != null) {
        problems.add(key, below, "repeated; it is already in line " + first.key().line());
      }
    }
    return new Mapping(start, entries);
  }

  private Sequence sequence(Position start, String path) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path + "[" + items.size() + "]"));
    }
    return new Sequence(start, items);
  }

  private Position here() {
    return position(parser.currentTokenLocation());
  }

  private static Position position(JsonLocation location) {
    return new Position(location.getLineNr(), location.getColumnNr());
  }

  /**
   * The reason without the lines of the file that the YAML parser quotes, indented, around it: they
   * may hold what is secret.
   */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .reduce((earlier, later) -> later)
        .orElse("look at the indentation, quotation marks and brackets");
  }
}
