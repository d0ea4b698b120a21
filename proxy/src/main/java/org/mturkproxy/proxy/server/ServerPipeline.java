package org.mturkproxy.proxy.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.time.Clock;
import java.util.function.Consumer;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.exchange.Exchange;

/** What a connection's bytes go through, top to bottom, and its answers bottom to top. */
final class ServerPipeline extends ChannelInitializer<Channel> {

  private final ListenConfig listen;
  private final ChannelGroup connections;
  private final Translator translator;
  private final Consumer<Exchange> sink;
  private final Clock clock;
  private final SchemaFiles files;
  private final HttpAnswers answers;
  private final RequestRoom room;

  ServerPipeline(
      ListenConfig listen,
      ChannelGroup connections,
      Translator translator,
      Consumer<Exchange> sink,
      Clock clock) {
    this.listen = listen;
    this.connections = connections;
    this.translator = translator;
    this.sink = sink;
    this.clock = clock;
    this.room = RequestRoom.within(Runtime.getRuntime().maxMemory(), listen);
    this.files = new SchemaFiles(listen.publicUrl());
    this.answers = new HttpAnswers(new HttpDate(clock));
  }

  @Override
  protected void initChannel(Channel channel) {
    connections.add(channel);
    OneRequestAtATime order = new OneRequestAtATime();
    addConnection(channel.pipeline(), order);
    addHttp(channel.pipeline(), order);
    addWholeRequests(channel.pipeline());
    addLegacyCalls(channel.pipeline());
  }

  private void addConnection(ChannelPipeline pipeline, OneRequestAtATime order) {
    pipeline.addLast("idle", new IdleTimeout(order::isAnswering));
  }

  private void addHttp(ChannelPipeline pipeline, OneRequestAtATime order) {
    pipeline.addLast("decoder", new StrictRequestDecoder(listen, room));
    pipeline.addLast("encoder", new HttpResponseEncoder());
    pipeline.addLast("order", order);
  }

  private void addWholeRequests(ChannelPipeline pipeline) {
    pipeline.addLast("continue", new ContinueHandler(listen.maxBodyBytes()));
    pipeline.addLast("reader", new RequestReader(listen.maxBodyBytes(), room, clock));
  }

  private void addLegacyCalls(ChannelPipeline pipeline) {
    pipeline.addLast("calls", new LegacyCalls(translator, sink, clock, files, answers));
  }
}
