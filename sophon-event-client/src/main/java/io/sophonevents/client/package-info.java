/**
 * Talking to boxes and to receivers. Start at {@link io.sophonevents.client.stream.EventStream} for
 * events that a box sends, at {@link io.sophonevents.client.box.BoxClient} for all that it can be
 * asked, at {@link io.sophonevents.client.sink.WebhookSink} for sending events on.
 */
@NullMarked
package io.sophonevents.client;

import org.jspecify.annotations.NullMarked;
