package io.sophonevents.client.box;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A permission group or a gallery of a box.
 *
 * <p>Immutable.
 *
 * @param id what devices and people name; null where an old box does not send it
 * @param description in whatever words
 */
public record BoxGroup(@Nullable String id, String name, @Nullable String description) {
  public BoxGroup {
    requireNonNull(name, "name");
  }
}
