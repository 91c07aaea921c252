package io.tributary.app.server;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.ConnectionObserver.State;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
  @Bean
  NettyServerCustomizer requestsInTurn() {
    return server ->
        server
            .doOnChannelInit(
                (observer, channel, address) ->
                    channel
                        .pipeline()
                        .addBefore(
                            NettyPipeline.HttpTrafficHandler,
                            "requestsInTurn",
                            new InTurnHandler(its -> ChannelOperations.get(its) != null)))
            .childObserve(
                (connection, state) -> {
                  if (state == State.DISCONNECTING) {
                    InTurnHandler.done(connection.channel());
                  }
                });
  }
}
