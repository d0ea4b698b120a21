package org.mturkproxy.translator.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.Vocabulary;
import org.mturkproxy.translator.xml.XmlOutput;

/** What an element holds. */
sealed interface Body {

  /** The type of the element in the schema. */
  SchemaType type();

  /** Writes the element with a value. */
  void write(XmlOutput xml, String name, JsonNode value, View view);

  /**
   * Whether the value can be said at all in the version that the caller speaks. One who asked with
   * an old version reads nothing of an answer with a word that this version lacks.
   */
  default boolean canSay(JsonNode value, View view) {
    return true;
  }

  /** One text. */
  record One(Content content) implements Body {
    @Override
    public SchemaType type() {
      return content.type();
    }

    @Override
    public void write(XmlOutput xml, String name, JsonNode value, View view) {
      content.print().apply(value).ifPresent(text -> xml.element(name, text));
    }

    @Override
    public boolean canSay(JsonNode value, View view) {
      if (view.schema().isEmpty() || !(content.type() instanceof Vocabulary vocabulary)) {
        return true;
      }
      Optional<String> word = content.print().apply(value);
      return word.isPresent() && vocabulary.has(word.get(), view.version());
    }
  }

  /** An amount with at least so many decimals. */
  record Amount(int decimals) implements Body {
    @Override
    public SchemaType type() {
      return Price.TYPE;
    }

    @Override
    public void write(XmlOutput xml, String name, JsonNode value, View view) {
      Price.write(xml, name, value, decimals);
    }
  }

  /** A structure. */
  record Several(Shape shape) implements Body {
    @Override
    public SchemaType type() {
      return shape.type();
    }

    @Override
    public void write(XmlOutput xml, String name, JsonNode value, View view) {
      xml.open(name);
      shape.write(xml, value, view);
      xml.close();
    }

    @Override
    public boolean canSay(JsonNode value, View view) {
      return shape.canSay(value, view);
    }
  }

  /** Each item of a list; those that cannot be said are left out. */
  record Each(Body item) implements Body {
    @Override
    public SchemaType type() {
      return item.type();
    }

    @Override
    public void write(XmlOutput xml, String name, JsonNode list, View view) {
      for (JsonNode value : list) {
        if (item.canSay(value, view)) {
          item.write(xml, name, value, view);
        }
      }
    }
  }

  /** Nothing: the schema has the element, and the answers that were recorded do not. */
  record Unsent(SchemaType type) implements Body {
    @Override
    public void write(XmlOutput xml, String name, JsonNode value, View view) {}
  }
}
