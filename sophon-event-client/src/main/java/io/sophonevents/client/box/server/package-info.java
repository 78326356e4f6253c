/**
 * The box's side of the REST calls (port 5555), for software that plays a box or stands between.
 * Start at {@link io.sophonevents.client.box.server.BoxServer}.
 */
@NullMarked
package io.sophonevents.client.box.server;

import org.jspecify.annotations.NullMarked;
