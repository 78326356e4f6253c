/** Where events go. Start at {@link io.sophonevents.client.sink.WebhookSink}. */
@NullMarked
package io.sophonevents.client.sink;

import org.jspecify.annotations.NullMarked;
