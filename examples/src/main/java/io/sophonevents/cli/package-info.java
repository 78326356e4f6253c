/** {@code sophon.jar}: a subcommand a file. Start at {@link io.sophonevents.cli.Sophon}. */
@NullMarked
package io.sophonevents.cli;

import org.jspecify.annotations.NullMarked;
