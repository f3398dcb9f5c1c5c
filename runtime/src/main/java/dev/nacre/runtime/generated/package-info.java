/**
 * For generated code: the superclasses of its sessions and trainings, its arithmetic, and its checks of arguments. It may
 * change in any release, together with the compiler. Applications have no use for it; what they need of a generated class is in
 * {@link dev.nacre.runtime} and {@link dev.nacre.runtime.training}.
 */
@NullMarked
package dev.nacre.runtime.generated;

import org.jspecify.annotations.NullMarked;
