/**
 * What the stages share and no user needs: no API. Start at {@link
 * io.sophonevents.recognition.internal.SharedWork}.
 */
@NullMarked
package io.sophonevents.recognition.internal;

import org.jspecify.annotations.NullMarked;
