package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Names;
import java.util.Optional;
import java.util.Set;

/** Which of the user's names are safe in generated Java, and if not, why not. */
final class JavaNames {

    private static final Set<String> KEYWORDS = words("""
            _ abstract assert boolean break byte case catch char class const continue default do double else enum extends
            false final finally float for goto if implements import instanceof int interface long native new null package
            private protected public return short static strictfp super switch synchronized this throw throws transient
            true try void volatile while
            """);

    /** Words that are keywords where a type is declared. */
    private static final Set<String> NO_TYPES = words("permits record sealed var yield");

    /** Simple names that generated classes and the tools around them rely on. */
    private static final Set<String> GENERATED = words("""
            Arguments Arrays AtomicReference BlockInference BlockTraining Checkpoint ElementType FloatMath FloatVector Generated
            HalfKernels IOException InferenceSession Initializer IntVector Kernels Layout List LoadedHalfKernels LoadOptions Losses
            Model ModelFormatException ModelSpec Optimizers Parameters ParameterSpec Path PortArrays Prediction RandomRows Rows SPEC Session
            SessionScratch SimdTarget Tensor Trainer Training TrainingPass UncheckedIOException VectorMask VectorOperators VectorShuffle
            VectorSpecies
            """);

    /** The public types of java.lang, JDK 17 to 25: they are visible everywhere without an import. */
    private static final Set<String> JAVA_LANG = words("""
            AbstractMethodError Appendable ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException
            AssertionError AutoCloseable Boolean BootstrapMethodError Byte CharSequence Character Class ClassCastException
            ClassCircularityError ClassFormatError ClassLoader ClassNotFoundException ClassValue
            CloneNotSupportedException Cloneable Comparable Compiler Deprecated Double Enum
            EnumConstantNotPresentException Error Exception ExceptionInInitializerError Float FunctionalInterface IO
            IllegalAccessError IllegalAccessException IllegalArgumentException IllegalCallerException
            IllegalMonitorStateException IllegalStateException IllegalThreadStateException
            IncompatibleClassChangeError IndexOutOfBoundsException InheritableThreadLocal InstantiationError
            InstantiationException Integer InternalError InterruptedException Iterable LayerInstantiationException
            LinkageError Long MatchException Math Module ModuleLayer NegativeArraySizeException NoClassDefFoundError
            NoSuchFieldError NoSuchFieldException NoSuchMethodError NoSuchMethodException NullPointerException Number
            NumberFormatException Object OutOfMemoryError Override Package Process ProcessBuilder ProcessHandle Readable
            Record ReflectiveOperationException Runnable Runtime RuntimeException RuntimePermission SafeVarargs
            ScopedValue SecurityException SecurityManager Short StableValue StackOverflowError StackTraceElement
            StackWalker StrictMath String StringBuffer StringBuilder StringIndexOutOfBoundsException SuppressWarnings
            System Thread ThreadDeath ThreadGroup ThreadLocal Throwable TypeNotPresentException UnknownError
            UnsatisfiedLinkError UnsupportedClassVersionError UnsupportedOperationException VerifyError
            VirtualMachineError Void WrongThreadException
            """);

    /** What generated methods call something else than a port, beside the ports' own names. */
    private static final Set<String> BESIDE_PORTS = words("Arguments KERNELS");

    /** Methods that every object has, so that a record cannot have them as components. */
    private static final Set<String> OF_OBJECTS =
            words("clone finalize getClass hashCode notify notifyAll toString wait");

    private JavaNames() {}

    /** Why no class may have the name; empty when one may. */
    static Optional<String> whyNotClass(String name) {
        if (NO_TYPES.contains(name)) {
            return Optional.of("Java does not allow it as the name of a class");
        } else if (JAVA_LANG.contains(name)) {
            return Optional.of("it would hide `java.lang." + name + "`");
        } else if (GENERATED.contains(name)) {
            return Optional.of("generated code uses this name");
        }
        return whyNotIdentifier(name);
    }

    /** Why no variable, method or package may have the name; empty when one may. */
    static Optional<String> whyNotIdentifier(String name) {
        if (KEYWORDS.contains(name)) {
            return Optional.of("it is a keyword of Java");
        } else if (!Names.isWhitelisted(name)) {
            return Optional.of("a name is made of the letters a to z, digits and `_`, and starts with a letter");
        }
        return Optional.empty();
    }

    /** Why no input or output may have the name; empty when one may. */
    static Optional<String> whyNotPort(String name) {
        if (name.equals("n")) {
            return Optional.of("generated methods call the number of samples so");
        } else if (BESIDE_PORTS.contains(name)) {
            return Optional.of("generated code uses this name");
        }
        return whyNotIdentifier(name);
    }

    /** Why no output may have the name where there are several, which a record holds; empty when one may. */
    static Optional<String> whyNotComponent(String name) {
        return OF_OBJECTS.contains(name)
                ? Optional.of("the record of a model's outputs has a method `" + name + "` already")
                : Optional.empty();
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
