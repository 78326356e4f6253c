/**
 * Talking to boxes and to receivers. Start at {@link io.sophonevents.client.stream.EventStream} for
 * events that a box sends, at {@link io.sophonevents.client.sink.WebhookSink} for sending them on.
 */
@NullMarked
package io.sophonevents.client;

import org.jspecify.annotations.NullMarked;
