/**
 * The stages on networks run by DJL, and the files they come from; the only code that sees a
 * tensor. Start at {@link io.sophonevents.recognition.djl.ModelPack}.
 */
@NullMarked
package io.sophonevents.recognition.djl;

import org.jspecify.annotations.NullMarked;
