/**
 * What a SOPHON box or platform says, as values that read and write losslessly. Start at {@link
 * io.sophonevents.event.EventCodec}.
 */
@NullMarked
package io.sophonevents.event;

import org.jspecify.annotations.NullMarked;
