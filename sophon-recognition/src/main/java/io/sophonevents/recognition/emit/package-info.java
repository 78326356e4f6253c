/**
 * From what was recognised to the events that a box would send. Start at {@link
 * io.sophonevents.recognition.emit.SceneEvents}.
 */
@NullMarked
package io.sophonevents.recognition.emit;

import org.jspecify.annotations.NullMarked;
