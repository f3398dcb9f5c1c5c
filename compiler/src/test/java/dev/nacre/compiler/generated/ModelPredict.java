package dev.nacre.compiler.generated;

import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.function.UnaryOperator;

/** A model's own {@code predict}, for rows in which the ports stand side by side. */
final class ModelPredict implements UnaryOperator<float[]> {

    private final Model model;
    private final PortRows inputs;
    private final PortRows outputs;
    private final Method predict;

    ModelPredict(Model model, PortRows inputs, PortRows outputs) {
        this.model = model;
        this.inputs = inputs;
        this.outputs = outputs;
        Class<?>[] types = model.spec().inputs().stream()
                .map(port -> isFloat(port) ? float[].class : int[].class)
                .toArray(Class<?>[]::new);
        try {
            predict = model.getClass().getMethod("predict", types);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("predict", e);
        }
    }

    private static boolean isFloat(Port port) {
        return port.elements() == ElementType.FLOAT;
    }

    @Override
    public float[] apply(float[] x) {
        try {
            Object result =
                    predict.invoke(model, each(inputs.arrays(x), model.spec().inputs()));
            PortArrays arrays = result.getClass().isRecord() ? components(result) : PortArrays.of(result);
            return outputs.rows(arrays, 1);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("predict", e);
        }
    }

    private static Object[] each(PortArrays arrays, List<Port> ports) {
        Object[] each = new Object[ports.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = isFloat(ports.get(i)) ? arrays.floats(i) : arrays.ints(i);
        }
        return each;
    }

    private static PortArrays components(Object prediction) throws ReflectiveOperationException {
        RecordComponent[] components = prediction.getClass().getRecordComponents();
        Object[] arrays = new Object[components.length];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = components[i].getAccessor().invoke(prediction);
        }
        return PortArrays.of(arrays);
    }
}
