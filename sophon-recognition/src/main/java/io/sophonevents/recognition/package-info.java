/**
 * From a picture to the person in it: detect, align, embed, look up. Start at {@link
 * io.sophonevents.recognition.FaceRecognizer}.
 */
@NullMarked
package io.sophonevents.recognition;

import org.jspecify.annotations.NullMarked;
