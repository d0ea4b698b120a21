package org.mturkproxy.proxy.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mturkproxy.proxy.traffic.Shown;

/** Compares the answers of two runs, element by element. */
final class Comparison {

  private static final Pattern WORKER = Pattern.compile("\\bA[0-9A-Z]{11,20}\\b");

  /** MTurk ends the texts of errors with the time, in milliseconds. */
  private static final Pattern MILLIS = Pattern.compile(" \\([0-9]{13}\\)$");

  private final Identities identities;
  private final boolean standIns;
  private final Set<String> ignored;
  private final List<Difference> differences = new ArrayList<>();
  private long hidden;

  /**
   * Prepares to compare two answers.
   *
   * @param identities which ids stand for each other; learns new ones
   * @param standIns whether the Workers of the second answer are nobody
   * @param ignored elements that may differ
   */
  Comparison(Identities identities, boolean standIns, Set<String> ignored) {
    this.identities = identities;
    this.standIns = standIns;
    this.ignored = ignored;
  }

  /** Compares two documents. */
  void compare(XmlNode before, XmlNode after) {
    if (before.name().equals(after.name())) {
      compare(before.name(), before, after);
    } else {
      add("document", before.name(), after.name());
    }
  }

  /** Where they differ. */
  List<Difference> differences() {
    return differences;
  }

  /** How many texts could not be compared, because the log does not show them. */
  long hidden() {
    return hidden;
  }

  void add(String path, String before, String after) {
    differences.add(new Difference(path, before, after));
  }

  private void compare(String path, XmlNode before, XmlNode after) {
    if (ignored.contains(before.name())) {
      return;
    }
    if (before.children().isEmpty() && after.children().isEmpty()) {
      compareTexts(path, before.name(), before.text(), after.text());
      return;
    }
    Map<String, List<XmlNode>> ours = before.byName();
    Map<String, List<XmlNode>> theirs = after.byName();
    ours.forEach(
        (name, items) ->
            compareItems(path + "/" + name, items, theirs.getOrDefault(name, List.of())));
    theirs.forEach(
        (name, items) -> {
          if (!ours.containsKey(name)) {
            compareItems(path + "/" + name, List.of(), items);
          }
        });
  }

  /** Items that are the same are compared, in whatever order they come; then what is left. */
  private void compareItems(String path, List<XmlNode> before, List<XmlNode> after) {
    boolean list = before.size() > 1 || after.size() > 1;
    List<XmlNode> others = new ArrayList<>(after);
    List<Integer> unpaired = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      Optional<XmlNode> other = list ? sameItem(before.get(i), others) : Optional.empty();
      if (other.isPresent()) {
        others.remove(other.get());
        compare(path + "[" + (i + 1) + "]", before.get(i), other.get());
      } else {
        unpaired.add(i);
      }
    }
    for (int i : unpaired) {
      String place = list ? path + "[" + (i + 1) + "]" : path;
      if (others.isEmpty()) {
        addOne(place, before.get(i), true);
      } else {
        compare(place, before.get(i), others.remove(0));
      }
    }
    others.forEach(other -> addOne(list ? path + "[+]" : path, other, false));
  }

  private Optional<XmlNode> sameItem(XmlNode item, List<XmlNode> others) {
    List<XmlNode> keys = item.children().stream().filter(c -> Fields.isKey(c.name())).toList();
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    return others.stream()
        .filter(other -> keys.stream().allMatch(key -> isSame(key, other)))
        .findFirst();
  }

  private boolean isSame(XmlNode key, XmlNode other) {
    String code = standIns ? StandIns.in(key.text()) : key.text();
    String now = identities.now(key.text()).orElse(code);
    return other.text(key.name()).equals(Optional.of(now));
  }

  private void addOne(String path, XmlNode node, boolean wasThere) {
    if (ignored.contains(node.name())) {
      return;
    }
    String text =
        node.children().isEmpty()
            ? wasThere ? node.text() : shown(node.name(), node.text())
            : "<" + node.name() + ">";
    add(path, wasThere ? text : "(absent)", wasThere ? "(absent)" : text);
  }

  private void compareTexts(String path, String name, String before, String after) {
    if (before.equals(Shown.HIDDEN_VALUE)) {
      hidden++;
    } else if (Fields.isPersonal(name) && StandIns.isCode(before)) {
      comparePersonal(path, name, before, after);
    } else if (Fields.isId(name)) {
      if (!identities.match(before, after)) {
        add(path, before, after);
      }
    } else if (!before.equals(after)
        && !Fields.areTimes(name, before, after)
        && !timeless(name, expected(name, before)).equals(timeless(name, after))) {
      add(path, before, shown(name, after));
    }
  }

  private void comparePersonal(String path, String name, String before, String after) {
    if (standIns && StandIns.of(before).equals(after)) {
      return;
    }
    if (name.equals("Answer") || name.equals("Destination")) {
      hidden++;
    } else if (!identities.match(before, after)) {
      add(path, before, shown(name, after));
    }
  }

  /** What a text of the log has to be in this run. */
  private String expected(String name, String before) {
    String now = identities.translated(before);
    return standIns && Fields.isMessage(name) ? StandIns.in(now) : now;
  }

  private static String timeless(String name, String text) {
    return name.equals("Message") ? MILLIS.matcher(text).replaceFirst("") : text;
  }

  /** What the log would not show of real Workers, the result does not show either. */
  private String shown(String name, String text) {
    if (Shown.of(name) == Shown.Treatment.HIDDEN || (!standIns && Fields.isPersonal(name))) {
      return Shown.HIDDEN_VALUE;
    }
    return standIns ? text : WORKER.matcher(text).replaceAll("[not shown]");
  }
}
