/**
 * How often is it right? Measures recognition on labelled pictures. Start at {@link
 * io.sophonevents.recognition.evaluation.Verification}; for the detector alone at {@link
 * io.sophonevents.recognition.evaluation.DetectionRecall}.
 */
@NullMarked
package io.sophonevents.recognition.evaluation;

import org.jspecify.annotations.NullMarked;
