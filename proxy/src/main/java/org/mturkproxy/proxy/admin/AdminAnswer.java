package org.mturkproxy.proxy.admin;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What a request of an operator comes to. */
public sealed interface AdminAnswer permits AdminPage, AdminAnswer.Later, AdminAnswer.Events {

  /**
   * A page that somebody else's thread makes.
   *
   * @param page never completed exceptionally; by any thread
   */
  record Later(CompletionStage<AdminPage> page) implements AdminAnswer {

    public Later {
      requireNonNull(page, "page");
    }
  }

  /**
   * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), until the
   * other side has enough.
   *
   * @param feed asked now and then for what is new, as far as the other side reads; by one event
   *     loop, so it must be quick
   */
  record Events(Supplier<String> feed) implements AdminAnswer {

    public Events {
      requireNonNull(feed, "feed");
    }
  }
}
