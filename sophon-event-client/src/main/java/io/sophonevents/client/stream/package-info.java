/**
 * The event stream of a box (port 5679), from both sides. Start at {@link
 * io.sophonevents.client.stream.EventStream}.
 */
@NullMarked
package io.sophonevents.client.stream;

import org.jspecify.annotations.NullMarked;
