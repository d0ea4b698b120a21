package org.mturkproxy.marketplace;

import java.util.Optional;
import org.mturkproxy.marketplace.notifications.Postman;
import org.mturkproxy.marketplace.world.Heartbeat;
import org.mturkproxy.marketplace.world.World;

/** What goes on without calls: time, and the delivery of messages. Neither waits for the other. */
final class Background implements AutoCloseable {

  private final Heartbeat time;
  private final Optional<Postman> postman;
  private final Optional<Heartbeat> rounds;

  Background(World world, Optional<Postman> postman) {
    this.postman = postman;
    time =
        new Heartbeat(
            "marketplace-time",
            () -> {
              world.catchUp();
              world.forgetSometimes();
            });
    rounds = postman.map(each -> new Heartbeat("marketplace-rounds", each::round));
  }

  @Override
  public void close() {
    time.close();
    rounds.ifPresent(Heartbeat::close);
    postman.ifPresent(Postman::close);
  }
}
