/**
 * No API: the only code that extends a class of Java-WebSocket, and what the receiver shares with
 * the client. Start at {@link io.sophonevents.client.internal.SocketServer} or {@link
 * io.sophonevents.client.internal.GroupCommit}.
 */
@NullMarked
package io.sophonevents.client.internal;

import org.jspecify.annotations.NullMarked;
