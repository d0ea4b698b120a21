package org.mturkproxy.proxy.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.time.Clock;
import java.util.function.Consumer;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.proxy.passthrough.ModernCalls;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.exchange.Exchange;

/** What a connection's bytes go through, top to bottom, and its answers bottom to top. */
final class ServerPipeline extends ChannelInitializer<Channel> {

  private final ChannelGroup connections;
  private final Translator translator;
  private final ModernCalls modern;
  private final Consumer<Exchange> sink;
  private final Clock clock;
  private final SchemaFiles files;
  private final HttpAnswers answers;
  private final RequestRoom room;

  /** Each connection keeps the one that it began with. */
  private volatile ListenConfig current;

  ServerPipeline(
      ListenConfig listen,
      ChannelGroup connections,
      Translator translator,
      Consumer<Exchange> sink,
      Clock clock) {
    this(listen, connections, translator, ModernCalls.refused(clock), sink, clock);
  }

  ServerPipeline(
      ListenConfig listen,
      ChannelGroup connections,
      Translator translator,
      ModernCalls modern,
      Consumer<Exchange> sink,
      Clock clock) {
    this.modern = modern;
    this.current = listen;
    this.connections = connections;
    this.translator = translator;
    this.sink = sink;
    this.clock = clock;
    this.room = RequestRoom.within(Runtime.getRuntime().maxMemory(), listen);
    this.files = new SchemaFiles(listen.publicUrl());
    this.answers = new HttpAnswers(new HttpDate(clock));
  }

  /** Connections that are made from now on have these limits. */
  void reload(ListenConfig listen) {
    room.resize(RequestRoom.capacity(Runtime.getRuntime().maxMemory(), listen));
    current = listen;
  }

  /** What all connections share. */
  RequestRoom room() {
    return room;
  }

  @Override
  protected void initChannel(Channel channel) {
    connections.add(channel);
    ListenConfig listen = current;
    OneRequestAtATime order = new OneRequestAtATime();
    addConnection(channel.pipeline(), order);
    addHttp(channel.pipeline(), listen, order);
    addWholeRequests(channel.pipeline(), listen);
    addLegacyCalls(channel.pipeline());
  }

  private void addConnection(ChannelPipeline pipeline, OneRequestAtATime order) {
    pipeline.addLast("idle", new IdleTimeout(order::isAnswering));
  }

  private void addHttp(ChannelPipeline pipeline, ListenConfig listen, OneRequestAtATime order) {
    pipeline.addLast("decoder", new StrictRequestDecoder(listen, room));
    pipeline.addLast("encoder", new HttpResponseEncoder());
    pipeline.addLast("order", order);
  }

  private void addWholeRequests(ChannelPipeline pipeline, ListenConfig listen) {
    pipeline.addLast("continue", new ContinueHandler(listen.maxBodyBytes()));
    pipeline.addLast("reader", new RequestReader(listen.maxBodyBytes(), room, clock));
  }

  private void addLegacyCalls(ChannelPipeline pipeline) {
    pipeline.addLast("calls", new LegacyCalls(translator, modern, sink, clock, files, answers));
  }
}
