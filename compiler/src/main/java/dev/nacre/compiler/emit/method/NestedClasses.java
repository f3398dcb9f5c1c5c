package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The static methods of a class and of as many classes nested in it as they need: a class file has room for 65,535
 * constants, and each large number and each method that is called takes at least one.
 */
public final class NestedClasses {

    /** What the methods of one class may take; a second set of methods, and a margin for estimates, fit beside it. */
    private static final int CONSTANTS = 25_000;

    private final String prefix;
    private final List<List<MethodSpec>> classes = new ArrayList<>();
    private int taken;

    /** @param prefix what the nested classes' names start with, before a number */
    public NestedClasses(String prefix) {
        this.prefix = prefix;
        classes.add(new ArrayList<>());
    }

    /**
     * Adds methods that call each other by their simple names.
     *
     * @param constants about how many they take
     * @return what stands before their names in a call from elsewhere: nothing, or a nested class and a dot
     */
    public String add(List<MethodSpec> methods, int constants) {
        if (taken > 0 && taken + constants > CONSTANTS) {
            classes.add(new ArrayList<>());
            taken = 0;
        }
        taken += constants;
        int last = classes.size() - 1;
        classes.get(last).addAll(methods);
        return last == 0 ? "" : prefix + last + ".";
    }

    /** Adds the methods, and the classes with those for which there is no room, to their class. */
    public void addTo(TypeSpec.Builder type) {
        classes.get(0).forEach(type::addMethod);
        for (int i = 1; i < classes.size(); i++) {
            type.addType(TypeSpec.classBuilder(prefix + i)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .addMethods(classes.get(i))
                    .build());
        }
    }
}
