package dev.nacre.compiler;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The shape of the house: who may know whom. */
class ArchitectureTest {

    /** Each package knows only those before it, and the Java API. */
    private static final List<String> ORDER = List.of(
            "source",
            "ast",
            "parse",
            "format",
            "model",
            "graph",
            "check.argument",
            "check.initializer",
            "check.layer",
            "check",
            "tensor",
            "lower",
            "grad",
            "kernel",
            "fuse",
            "place",
            "summary",
            "emit.vector",
            "emit.method",
            "emit");

    private static final Set<String> TRANSCENDENTAL = Set.of(
            "exp", "expm1", "log", "log1p", "log10", "pow", "tanh", "sinh", "cosh", "sin", "cos", "tan", "asin", "acos",
            "atan", "atan2", "cbrt", "hypot");

    private static final JavaClasses COMPILER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.nacre.compiler");

    private static final JavaClasses RUNTIME = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.nacre.runtime");

    @TestFactory
    Stream<DynamicTest> packagesDependOnlyOnThoseBeforeThem() {
        return ORDER.stream()
                .limit(ORDER.size() - 1L)
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String[] later = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
                            .map(other -> "dev.nacre.compiler." + other)
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("dev.nacre.compiler." + name)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(later)
                            .check(COMPILER);
                }));
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        Set<String> packages = COMPILER.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("dev.nacre.compiler"))
                .map(name -> name.substring("dev.nacre.compiler.".length()))
                .collect(Collectors.toSet());
        assertEquals(Set.copyOf(ORDER), packages);
    }

    @Test
    void noStageKnowsThePipeline() {
        noClasses()
                .that()
                .resideInAPackage("dev.nacre.compiler.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.nacre.compiler")
                .check(COMPILER);
    }

    @Test
    void theCompilerKnowsNeitherTheRuntimeNorVectors() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.nacre.runtime..", "jdk.incubator..")
                .check(COMPILER);
    }

    /** The command line names files, and three classes of it open them. */
    @Test
    void onlyTheCommandLineReadsAndWrites() {
        noClasses()
                .that()
                .resideInAPackage("dev.nacre.compiler.*..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|.*Stream)")
                .check(COMPILER);
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.compiler\\.(Main|SourceReader|Replacement)")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.file\\.Files|java\\.io\\.File.*Stream")
                .check(COMPILER);
    }

    @Test
    void theRuntimeStandsOnTheJdkAndJacksonCoreAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nacre.runtime..",
                        "java..",
                        "javax.management..",
                        "com.sun.management..",
                        "jdk.incubator.vector..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify.annotations..")
                .check(RUNTIME);
    }

    @Test
    void theRuntimeUsesNoFunctionWhoseBitsAreTheJdksBusiness() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "it is a transcendental function of the JDK",
                        call -> call.getTargetOwner().isEquivalentTo(Math.class)
                                && TRANSCENDENTAL.contains(call.getName())))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(StrictMath.class)
                .check(RUNTIME);
    }

    @Test
    void namesSayWhatThingsAre() {
        for (JavaClasses house : List.of(COMPILER, RUNTIME)) {
            noClasses()
                    .should()
                    .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
                    .orShould()
                    .haveSimpleNameStartingWith("Abstract")
                    .check(house);
        }
    }
}
