package org.mturkproxy.marketplace.hits;

import static org.mturkproxy.marketplace.call.TurkErrorCode.HIT_LAYOUT_DOES_NOT_EXIST;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mturkproxy.config.LayoutConfig;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.documents.QuestionDocuments;

/** The HIT layouts, and how a HIT's parameters fill one (companion section 5.20). */
public final class HitLayouts {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]+)}");

  private final Map<String, LayoutConfig> layouts = new HashMap<>();

  /**
   * The configured layouts.
   *
   * @throws IllegalArgumentException if two have the same id, or one has no valid id
   */
  public HitLayouts(Collection<LayoutConfig> configured) {
    for (LayoutConfig layout : configured) {
      if (!layout.id().matches("[A-Z0-9]{1,64}")) {
        throw new IllegalArgumentException(
            "The layout id \"" + layout.id() + "\" must be 1 to 64 of A-Z and 0-9.");
      }
      if (layouts.put(layout.id(), layout) != null) {
        throw new IllegalArgumentException("The layout " + layout.id() + " is there twice.");
      }
    }
  }

  /**
   * The question that a layout and parameters make. Values are put in as they are: they are HTML.
   *
   * @throws ApiException if there is no such layout, a parameter is not in it, or one is missing
   */
  String question(String id, List<Input> parameters) {
    LayoutConfig layout = layouts.get(id);
    if (layout == null) {
      throw ApiException.refused(HIT_LAYOUT_DOES_NOT_EXIST, "HITLayout " + id + " does not exist.");
    }
    Map<String, String> values = new HashMap<>();
    for (Input parameter : parameters) {
      String name = parameter.text("Name");
      if (!layout.html().contains("${" + name + "}")) {
        throw ApiException.notValid(
            name, "HITLayoutParameters", "The layout has no such placeholder.");
      }
      if (values.put(name, parameter.text("Value")) != null) {
        throw ApiException.notValid(name, "HITLayoutParameters", "It must not be given twice.");
      }
    }
    return QuestionDocuments.html(fill(layout.html(), values), layout.frameHeight());
  }

  private static String fill(String html, Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(html);
    while (placeholder.find()) {
      String value = values.get(placeholder.group(1));
      if (value == null) {
        throw ApiException.notValid(
            placeholder.group(1), "HITLayoutParameters", "The placeholder needs a value.");
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return placeholder.appendTail(filled).toString();
  }
}
