/**
 * Builds the accurate pack on the user's machine, out of packages that the user fetches. Start at
 * {@link io.sophonevents.recognition.accurate.AccuratePack}.
 */
@NullMarked
package io.sophonevents.recognition.accurate;

import org.jspecify.annotations.NullMarked;
