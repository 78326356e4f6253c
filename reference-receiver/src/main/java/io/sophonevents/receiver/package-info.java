/**
 * A server that shows how to receive: every event is on disk before it is acknowledged. Start at
 * {@link io.sophonevents.receiver.ReceiverServer}.
 */
@NullMarked
package io.sophonevents.receiver;

import org.jspecify.annotations.NullMarked;
