package org.mturkproxy.proxy.admin;

import java.util.Optional;

/** A part of what there is to see. */
@FunctionalInterface
public interface AdminSection {

  /** What is there, if this part is asked for. On an event loop. */
  Optional<AdminAnswer> answer(AdminRequest request);
}
