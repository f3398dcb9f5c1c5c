package dev.nacre.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nacre.runtime.training.TrainingPass;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of the runtime: which may know which, and what applications see of them. */
class RoomsTest {

    private static final String RUNTIME = "dev.nacre.runtime";

    private static final Set<String> EXPORTED =
            Set.of("", ".training", ".training.loss", ".training.optim", ".generated");

    /** By room, the others that it may know. All that stand below the pass through a network may know its interface, too. */
    private static final Map<String, List<String>> KNOWN = Map.of(
            ".argument", List.of(),
            ".simd", List.of(),
            ".random", List.of(),
            "", List.of(".argument", ".simd", ".random", ".safetensors"),
            ".safetensors", List.of("", ".argument"),
            ".work", List.of("", ".argument"),
            ".generated", List.of("", ".argument", ".simd", ".random", ".work"),
            ".training.loss", List.of("", ".argument", ".generated"),
            ".training.optim", List.of("", ".argument", ".work"),
            ".training",
                    List.of("", ".argument", ".random", ".work", ".generated", ".training.loss", ".training.optim"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(RUNTIME);

    @TestFactory
    Stream<DynamicTest> aRoomKnowsOnlyThoseThatItMay() {
        return KNOWN.entrySet().stream()
                .map(entry -> dynamicTest(RUNTIME + entry.getKey(), () -> classes()
                        .that()
                        .resideInAPackage(RUNTIME + entry.getKey())
                        .should()
                        .onlyDependOnClassesThat(isKnown(entry.getKey(), entry.getValue()))
                        .check(CLASSES)));
    }

    private static DescribedPredicate<JavaClass> isKnown(String room, List<String> known) {
        return describe("stand in " + known + " or outside of the runtime", type -> {
            String name = type.getBaseComponentType().getPackageName();
            return !name.startsWith(RUNTIME)
                    || name.equals(RUNTIME + room)
                    || type.isEquivalentTo(TrainingPass.class)
                    || known.contains(name.substring(RUNTIME.length()));
        });
    }

    @Test
    void everyClassStandsInARoom() {
        Set<String> rooms = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertEquals(KNOWN.keySet().stream().map(RUNTIME::concat).collect(Collectors.toSet()), rooms);
    }

    @Test
    void theModuleExportsTheRoomsThatAreOpen() {
        ModuleDescriptor module = ModuleFinder.of(Path.of("target", "classes"))
                .find(RUNTIME)
                .orElseThrow()
                .descriptor();
        Set<String> exported =
                module.exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
        assertEquals(EXPORTED.stream().map(RUNTIME::concat).collect(Collectors.toSet()), exported);
    }

    /** What applications can call takes and gives nothing that they cannot name. */
    @Test
    void noTypeOfAClosedRoomIsPartOfThePublicApi() {
        Set<String> leaks = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (isExported(type) && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                type.getCodeUnits().stream()
                        .filter(member -> isVisible(member.getModifiers()))
                        .filter(RoomsTest::namesClosed)
                        .forEach(member -> leaks.add(member.getFullName()));
                type.getFields().stream()
                        .filter(member -> isVisible(member.getModifiers()))
                        .filter(member -> isClosed(member.getRawType()))
                        .map(JavaField::getFullName)
                        .forEach(leaks::add);
            }
        }
        assertEquals(Set.of(), leaks);
    }

    private static boolean namesClosed(JavaCodeUnit member) {
        return isClosed(member.getRawReturnType())
                || member.getRawParameterTypes().stream().anyMatch(RoomsTest::isClosed);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isExported(JavaClass type) {
        return type.getPackageName().startsWith(RUNTIME)
                && EXPORTED.contains(type.getPackageName().substring(RUNTIME.length()));
    }

    private static boolean isClosed(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return element.getPackageName().startsWith(RUNTIME) && !isExported(element);
    }
}
