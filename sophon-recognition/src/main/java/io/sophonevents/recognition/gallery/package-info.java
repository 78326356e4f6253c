/**
 * The known faces and the search among them. Start at {@link
 * io.sophonevents.recognition.gallery.Gallery}.
 */
@NullMarked
package io.sophonevents.recognition.gallery;

import org.jspecify.annotations.NullMarked;
