package io.sophonevents.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The devices, a page of them: the platform's answer to a {@link PlatformDeviceQuery}. */
public sealed interface PlatformDevicePage extends SophonEvent {
  @Override
  default EventKind kind() {
    return EventKind.PLATFORM_DEVICE_PAGE;
  }

  /**
   * The answer in every version.
   *
   * <p>Immutable. Source: docs/protocol.md, section 5.6 and row 2.44.
   *
   * @param message empty, {@code SUCCESS}, or what went wrong
   * @param status 0 for success
   */
  record V2R2(
      @JsonProperty("message") @Nullable String message,
      @JsonProperty("status") @Nullable Code status,
      @JsonProperty(value = "data", required = true) Nodes nodes,
      Map<String, @Nullable Object> unknownFields)
      implements PlatformDevicePage {
    public V2R2 {
      requireNonNull(nodes, "nodes");
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * The devices of one page.
   *
   * <p>Immutable.
   *
   * @param totalSize on all pages (inferred)
   */
  record Nodes(
      @JsonProperty("totalSize") @Described(as = Described.As.TEXT) @Nullable SentNumber totalSize,
      @JsonProperty("corssNodeOwnerships") @JsonAlias("crossNodeOwnerships")
          @Nullable List<Node> nodes,
      Map<String, @Nullable Object> unknownFields) {
    public Nodes {
      nodes = nodes == null ? null : List.copyOf(nodes);
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }

  /**
   * A device, as the platform numbers them.
   *
   * <p>Immutable.
   *
   * @param locationId the id that a {@link PlatformRecordQuery} takes (inferred)
   * @param nodeType 1 access control, 2 gate, 3 surveillance, 4 visitor machine, 5 grabber, 6 dome
   *     camera
   * @param nodeDescription what it is called
   * @param createdTime when it was added
   */
  record Node(
      @JsonProperty("locationId") @Nullable Code locationId,
      @JsonProperty("nodeType") @Nullable Code nodeType,
      @JsonProperty("nodeDesc") @Nullable String nodeDescription,
      @JsonProperty("createTime") @Described(as = Described.As.TEXT)
          @Nullable EventTime createdTime,
      Map<String, @Nullable Object> unknownFields) {
    public Node {
      unknownFields = UnknownFields.copyOf(unknownFields);
    }

    @Override
    public String toString() {
      return Layout.show(this);
    }
  }
}
