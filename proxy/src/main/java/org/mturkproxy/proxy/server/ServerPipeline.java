package org.mturkproxy.proxy.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.proxy.passthrough.ModernCalls;
import org.mturkproxy.translator.Translator;

/** What a connection's bytes go through, top to bottom, and its answers bottom to top. */
final class ServerPipeline extends ChannelInitializer<Channel> {

  /** What a connection begins with, and keeps. */
  private record Settings(ListenConfig listen, Optional<ServerTls> tls) {

    static Settings of(ListenConfig listen) {
      return new Settings(listen, listen.tls().map(ServerTls::of));
    }
  }

  private final ChannelGroup connections;
  private final Translator translator;
  private final ModernCalls modern;
  private final Recorder recorder;
  private final Clock clock;
  private final SchemaFiles files;
  private final HttpAnswers answers;
  private final RequestRoom room;
  private final Deliveries deliveries;
  private final ConnectionCap cap;
  private volatile Settings current;
  private volatile boolean closing;

  ServerPipeline(
      ListenConfig listen,
      ChannelGroup connections,
      Translator translator,
      ModernCalls modern,
      Recorder recorder,
      Clock clock,
      Deliveries deliveries) {
    this.modern = modern;
    this.deliveries = deliveries;
    this.current = Settings.of(listen);
    this.connections = connections;
    this.translator = translator;
    this.recorder = recorder;
    this.clock = clock;
    this.room = RequestRoom.within(Runtime.getRuntime().maxMemory(), listen);
    this.files = new SchemaFiles(listen.publicUrl());
    this.answers = new HttpAnswers(new HttpDate(clock));
    this.cap = new ConnectionCap(answers, clock);
  }

  /**
   * Connections that are made from now on have these limits and certificates.
   *
   * @throws IllegalArgumentException if Java cannot use them; nothing is changed then
   */
  void reload(ListenConfig listen) {
    Settings next = Settings.of(listen);
    room.resize(RequestRoom.capacity(Runtime.getRuntime().maxMemory(), listen));
    current = next;
  }

  /** From now on every answer is the last one of its connection. */
  void close() {
    closing = true;
    connections.forEach(each -> each.pipeline().fireUserEventTriggered(ServerClosing.NOW));
  }

  /** What all connections share. */
  RequestRoom room() {
    return room;
  }

  /** For connections that begin with TLS. */
  ChannelHandler secure() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        open(channel, true);
      }
    };
  }

  @Override
  protected void initChannel(Channel channel) {
    open(channel, false);
  }

  private void open(Channel channel, boolean secure) {
    Settings settings = current;
    if (cap.admits(channel, settings.listen().limits())) {
      connections.add(channel);
      addAll(channel, settings, secure, "");
    } else if (secure) {
      channel.close();
    } else {
      cap.turnAway(channel);
    }
  }

  /** After a {@code CONNECT}: everything anew. What came already goes through the new ones. */
  private void tunnel(Channel channel, Settings settings, boolean secure) {
    List<String> before = new ArrayList<>(channel.pipeline().toMap().keySet());
    addAll(channel, new Settings(settings.listen(), settings.tls()), secure, "tunnel ");
    Collections.reverse(before);
    before.forEach(channel.pipeline()::remove);
  }

  private void addAll(Channel channel, Settings settings, boolean secure, String prefix) {
    OneRequestAtATime order = new OneRequestAtATime();
    ChannelPipeline pipeline = channel.pipeline();
    addConnection(pipeline, settings, secure, order, prefix);
    addHttp(pipeline, settings.listen(), order, prefix);
    if (prefix.isEmpty() && !secure) {
      pipeline.addLast(
          "connect",
          new ConnectHandler(
              settings.tls().isPresent(), (from, tls) -> tunnel(from, settings, tls)));
    }
    addWholeRequests(pipeline, settings.listen(), prefix);
    pipeline.addLast(
        prefix + "calls",
        new LegacyCalls(
            translator, modern, recorder, clock, files, answers, deliveries, () -> closing));
  }

  private static void addConnection(
      ChannelPipeline pipeline,
      Settings settings,
      boolean secure,
      OneRequestAtATime order,
      String prefix) {
    if (secure) {
      pipeline.addLast(prefix + "tls", settings.tls().orElseThrow().handler());
    }
    pipeline.addLast(
        prefix + "idle",
        new IdleTimeout(settings.listen().limits().idleTime(), order::isAnswering));
  }

  private void addHttp(
      ChannelPipeline pipeline, ListenConfig listen, OneRequestAtATime order, String prefix) {
    pipeline.addLast(
        prefix + "decoder", new StrictRequestDecoder(listen, room, order::isAnswering));
    pipeline.addLast(prefix + "encoder", new HttpResponseEncoder());
    pipeline.addLast(prefix + "order", order);
  }

  private void addWholeRequests(ChannelPipeline pipeline, ListenConfig listen, String prefix) {
    pipeline.addLast(prefix + "continue", new ContinueHandler(listen.maxBodyBytes()));
    pipeline.addLast(prefix + "reader", new RequestReader(listen.maxBodyBytes(), room, clock));
  }
}
