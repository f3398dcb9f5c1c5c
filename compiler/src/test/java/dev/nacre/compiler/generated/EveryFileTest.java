package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of networks is forgotten. */
class EveryFileTest {

    @Test
    void everyFileIsNamed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/generated"))) {
            Set<String> there = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".nn"))
                    .collect(Collectors.toSet());
            Set<String> named =
                    Arrays.stream(ModelFile.values()).map(ModelFile::fileName).collect(Collectors.toSet());
            assertEquals(there, named);
        }
    }

    @Test
    void everyFileHasItsTest() throws ReflectiveOperationException {
        Set<ModelFile> tested = EnumSet.noneOf(ModelFile.class);
        for (JavaClass type : new ClassFileImporter().importPackages(getClass().getPackageName())) {
            if (type.isAssignableTo(EveryModelTest.class)
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)) {
                BitsTest test =
                        (BitsTest) type.reflect().getDeclaredConstructor().newInstance();
                tested.add(test.file());
            }
        }
        assertEquals(EnumSet.allOf(ModelFile.class), tested);
    }
}
