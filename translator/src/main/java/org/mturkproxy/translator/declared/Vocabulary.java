package org.mturkproxy.translator.declared;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of an enumeration, and which versions know them. A client of a version fails over a
 * word that its version does not know ({@code clients.md} S3).
 *
 * @param name of the simple type in the schema; empty for one that is spelt out where it is used
 * @param entries in the order of the newest schema
 */
public record Vocabulary(String name, List<Entry> entries) implements SchemaType {

  /** A word, and the versions whose schema has it: none for what is understood all the same. */
  public record Entry(String word, Versions versions) {
    public Entry {
      requireNonNull(word, "word");
      requireNonNull(versions, "versions");
    }
  }

  public Vocabulary {
    requireNonNull(name, "name");
    entries = List.copyOf(entries);
  }

  /** A vocabulary of words that every version knows. */
  public static Vocabulary of(String name, String... words) {
    return new Vocabulary(name, List.of()).with(Versions.ALL, words);
  }

  /** This vocabulary, with words that came with a version. */
  public Vocabulary since(ApiVersion first, String... words) {
    return with(Versions.since(first), words);
  }

  /** This vocabulary, with words that went after a version. */
  public Vocabulary until(ApiVersion last, String... words) {
    return with(Versions.until(last), words);
  }

  /** This vocabulary, with words that no schema has and that are understood in requests. */
  public Vocabulary understood(String... words) {
    return with(Versions.NONE, words);
  }

  private Vocabulary with(Versions versions, String... words) {
    List<Entry> more = new ArrayList<>(entries);
    for (String word : words) {
      more.add(new Entry(word, versions));
    }
    return new Vocabulary(name, more);
  }

  /** All that is understood, of whatever version. */
  public List<String> words() {
    return entries.stream().map(Entry::word).toList();
  }

  /** What a version knows. */
  public List<String> words(ApiVersion version) {
    return entries.stream().filter(e -> e.versions().include(version)).map(Entry::word).toList();
  }

  /** Whether a version knows exactly this word. */
  public boolean has(String word, ApiVersion version) {
    return entries.stream().anyMatch(e -> e.word().equals(word) && e.versions().include(version));
  }
}
