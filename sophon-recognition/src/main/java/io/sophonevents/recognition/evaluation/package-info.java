/**
 * How often is it right? Measures recognition on labelled pictures. Start at {@link
 * io.sophonevents.recognition.evaluation.Verification}.
 */
@NullMarked
package io.sophonevents.recognition.evaluation;

import org.jspecify.annotations.NullMarked;
