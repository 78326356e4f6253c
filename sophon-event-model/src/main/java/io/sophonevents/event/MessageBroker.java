package io.sophonevents.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The RabbitMQ server that brings commands to a box and takes their results. */
public sealed interface MessageBroker {
  /** Its host name or address. */
  @Nullable String host();

  /** Its port, seen: 5672; V2R1 sends it as a text. */
  @Nullable SentNumber port();

  /** Seen: the licence code of the box. */
  @Nullable String userName();

  /** A secret. */
  @Nullable String password();

  /** Where commands come from. */
  @Nullable String downQueue();

  /** Where results go; without one, no result goes over the broker. */
  @Nullable String upQueue();

  /** The virtual host of the login and of the down queue; absent means {@code /}. */
  @Nullable String virtualHost();

  /** The virtual host of the up queue; absent means {@code /}. */
  @Nullable String upVirtualHost();

  /**
   * {@code rabbitmq} of V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param fiqaDownQueue only where the box checks pictures for others, as the next one
   * @param needsNoBinding true: do not bind the queue to the exchange; absent means bind it
   */
  record V2R1(
      @JsonProperty("host") @Nullable String host,
      @JsonProperty("port") @Nullable SentNumber port,
      @JsonProperty("login") @Nullable String userName,
      @JsonProperty("password") @Nullable String password,
      @JsonProperty("queue") @Nullable String downQueue,
      @JsonProperty("vHost") @Nullable String virtualHost,
      @JsonProperty("uploadVHost") @Nullable String upVirtualHost,
      @JsonProperty("uploadQueue") @Nullable String upQueue,
      @JsonProperty("fiqaDownQueue") @Nullable String fiqaDownQueue,
      @JsonProperty("fiqaUploadQueue") @Nullable String fiqaUpQueue,
      @JsonProperty("unNeedBindExchange") @Nullable SentFlag needsNoBinding,
      @JsonProperty("exchange") @Nullable ExchangeV2R1 exchange,
      Map<String, @Nullable Object> unknownFields)
      implements MessageBroker {
    public V2R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Both queues on the virtual host that everybody has. */
    public static V2R1 of(
        String host, int port, String userName, String password, String downQueue, String upQueue) {
      return new V2R1(
          host,
          SentNumber.of(port),
          userName,
          password,
          downQueue,
          null,
          null,
          upQueue,
          null,
          null,
          null,
          null,
          Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * {@code mq_server_configs} of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param fiqaDownQueue only where the box checks pictures for others, as the next one
   * @param needsNoBinding true: do not bind the queue to the exchange; absent means bind it
   */
  record V6R1(
      @JsonProperty("mq_server_ip") @Nullable String host,
      @JsonProperty("mq_server_port") @Nullable SentNumber port,
      @JsonProperty("mq_username") @Nullable String userName,
      @JsonProperty("mq_password") @Nullable String password,
      @JsonProperty("mq_down_queue") @Nullable String downQueue,
      @JsonProperty("mq_vhost") @Nullable String virtualHost,
      @JsonProperty("mq_upload_vhost") @Nullable String upVirtualHost,
      @JsonProperty("mq_up_queue") @Nullable String upQueue,
      @JsonProperty("mq_fiqa_down_queue") @Nullable String fiqaDownQueue,
      @JsonProperty("mq_fiqa_up_queue") @Nullable String fiqaUpQueue,
      @JsonProperty("mq_unneed_bind_exchange") @Nullable SentFlag needsNoBinding,
      @JsonProperty("mq_exchange") @Nullable ExchangeV6R1 exchange,
      Map<String, @Nullable Object> unknownFields)
      implements MessageBroker {
    public V6R1 {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    /** Both queues on the virtual host that everybody has. */
    public static V6R1 of(
        String host, int port, String userName, String password, String downQueue, String upQueue) {
      return new V6R1(
          host,
          SentNumber.of(port),
          userName,
          password,
          downQueue,
          null,
          null,
          upQueue,
          null,
          null,
          null,
          null,
          Map.of());
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The exchange of V2 to V5.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param type seen: {@code topic}
   * @param routingKey in samples only
   */
  record ExchangeV2R1(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("type") @Nullable Code type,
      @JsonProperty("passive") @Nullable SentFlag isPassive,
      @JsonProperty("durable") @Nullable SentFlag isDurable,
      @JsonProperty("auto_delete") @Nullable SentFlag isDeletedWhenUnused,
      @JsonProperty("arguments") @JsonInclude @Nullable Map<String, @Nullable Object> arguments,
      @JsonProperty("routingKey") @Nullable String routingKey,
      Map<String, @Nullable Object> unknownFields) {
    public ExchangeV2R1 {
      arguments = arguments == null ? null : UnknownFields.copyOf(arguments);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The exchange of V6.
   *
   * <p>Immutable. Source: docs/protocol.md, section 1.18.
   *
   * @param type seen: {@code topic}
   */
  record ExchangeV6R1(
      @JsonProperty("mq_exchange_name") @Nullable String name,
      @JsonProperty("mq_exchange_type") @Nullable Code type,
      @JsonProperty("mq_exchange_passive") @Nullable SentFlag isPassive,
      @JsonProperty("mq_exchange_durable") @Nullable SentFlag isDurable,
      @JsonProperty("mq_exchange_auto_delete") @Nullable SentFlag isDeletedWhenUnused,
      @JsonProperty("mq_exchange_arguments") @JsonInclude
          @Nullable Map<String, @Nullable Object> arguments,
      Map<String, @Nullable Object> unknownFields) {
    public ExchangeV6R1 {
      arguments = arguments == null ? null : UnknownFields.copyOf(arguments);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
