package dev.nacre.runtime.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nacre.runtime.ParameterSpec;
import dev.nacre.runtime.Parameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes parameters as a safetensors file: F32, but weights of 16 bits as BF16 or F16, in PyTorch's order, the header padded so that the data starts at a multiple
 * of 8 bytes, {@code format} {@code pt} in the metadata, which PyTorch's tools look for.
 */
public final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;
    private static final int CHUNK = 1 << 16;

    private final Parameters parameters;
    private final byte[] header;

    public SafetensorsWriter(Parameters parameters) throws IOException {
        this.parameters = parameters;
        byte[] json = header();
        this.header = Arrays.copyOf(json, json.length + Math.floorMod(-json.length, ALIGNMENT));
        Arrays.fill(header, json.length, header.length, (byte) ' ');
    }

    /** The length of the file. */
    public long bytes() {
        long bytes = SafetensorsHeader.LENGTH_BYTES + header.length;
        for (ParameterSpec parameter : parameters.spec().parameters()) {
            bytes += bytes(parameter);
        }
        return bytes;
    }

    private long bytes(ParameterSpec parameter) {
        return (long) type(parameter).bytes() * parameter.shape().elements();
    }

    private SafetensorsType type(ParameterSpec parameter) {
        return SafetensorsType.valueOf(parameters.elements(parameter.name()).name());
    }

    public void writeTo(OutputStream out) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        chunk.putLong(header.length);
        flush(chunk, out);
        out.write(header);
        for (ParameterSpec parameter : parameters.spec().parameters()) {
            writeElements(parameter, chunk, out);
        }
        flush(chunk, out);
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(SafetensorsHeaderParser.METADATA);
            json.writeStringField("format", "pt");
            json.writeEndObject();
            long at = 0;
            for (ParameterSpec parameter : parameters.spec().parameters()) {
                long end = at + bytes(parameter);
                json.writeObjectFieldStart(parameter.name());
                json.writeStringField("dtype", type(parameter).name());
                json.writeFieldName("shape");
                int[] shape = parameter.shape().toArray();
                json.writeArray(shape, 0, shape.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {at, end}, 0, 2);
                json.writeEndObject();
                at = end;
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void writeElements(ParameterSpec parameter, ByteBuffer chunk, OutputStream out) throws IOException {
        SafetensorsType type = type(parameter);
        for (float element : parameters.get(parameter.name()).toArray()) {
            if (chunk.remaining() < Float.BYTES) {
                flush(chunk, out);
            }
            type.put(element, chunk);
        }
    }

    private static void flush(ByteBuffer chunk, OutputStream out) throws IOException {
        out.write(chunk.array(), 0, chunk.position());
        chunk.clear();
    }
}
