package org.mturkproxy.marketplace.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mturkproxy.marketplace.model.Type.Choice;
import org.mturkproxy.marketplace.model.Type.Flag;
import org.mturkproxy.marketplace.model.Type.Items;
import org.mturkproxy.marketplace.model.Type.Member;
import org.mturkproxy.marketplace.model.Type.Range;
import org.mturkproxy.marketplace.model.Type.Structure;
import org.mturkproxy.marketplace.model.Type.Text;
import org.mturkproxy.marketplace.model.Type.TextLimit;
import org.mturkproxy.marketplace.model.Type.Time;
import org.mturkproxy.marketplace.model.Type.Whole;

/** The scalar types of the service model, and the words declarations are made of. */
final class Scalars {

  /** HIT, HIT type, assignment, Qualification type, layout and review action ids. */
  static final Text ID = modelled(1, 64, "^[A-Z0-9]+$");

  static final Text WORKER_ID = modelled(1, 64, "^A[A-Z0-9]+$");

  /** The model sets no length; far longer texts than any amount would only serve to eat time. */
  static final Text MONEY = modelled(0, 16, "^[0-9]+(\\.)?[0-9]{0,2}$");

  static final Text TOKEN = modelled(1, 64);
  static final Text PAGE_TOKEN = modelled(1, 255);
  static final Text TWO_LETTERS = modelled(2, 2);
  static final Text TEXT = modelled(0, Integer.MAX_VALUE);

  static final Whole INT = new Whole(false, Range.ANY, Range.ANY);
  static final Whole LONG = new Whole(true, Range.ANY, Range.ANY);
  static final Whole MAX_RESULTS = INT.modelledBetween(1, 100);
  static final Flag FLAG = new Flag();
  static final Time TIME = new Time();

  private Scalars() {}

  /** A text that must say something, of at most so many characters. */
  static Text saying(int characters) {
    return TEXT.limited(new TextLimit(false, characters, Integer.MAX_VALUE, true));
  }

  /** A text that may be empty, of at most so many characters. */
  static Text upTo(int characters) {
    return TEXT.limited(new TextLimit(true, characters, Integer.MAX_VALUE, true));
  }

  /** What a Requester tells a Worker about an assignment; no control characters. */
  static Text feedback() {
    return TEXT.limited(new TextLimit(true, 1024, Integer.MAX_VALUE, false));
  }

  /** A document of at most so many bytes in UTF-8. */
  static Text document(int bytes) {
    return TEXT.limited(new TextLimit(false, Integer.MAX_VALUE, bytes, true));
  }

  static Choice choice(String... values) {
    return new Choice(Arrays.asList(values));
  }

  static Items list(Type of) {
    return new Items(of, Integer.MAX_VALUE);
  }

  static Items list(Type of, int most) {
    return new Items(of, most);
  }

  static Structure structure(String name, Member... members) {
    return new Structure(name, List.of(members));
  }

  static Member required(String name, Type type) {
    return new Member(name, type, true);
  }

  static Member optional(String name, Type type) {
    return new Member(name, type, false);
  }

  private static Text modelled(int minimum, int maximum) {
    return new Text(minimum, maximum, Optional.empty(), TextLimit.NONE);
  }

  private static Text modelled(int minimum, int maximum, String pattern) {
    return new Text(minimum, maximum, Optional.of(Pattern.compile(pattern)), TextLimit.NONE);
  }
}
