package dev.nacre.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Writes parameters as a safetensors file: F32, in PyTorch's order, the header padded so that the data starts at a multiple
 * of 8 bytes, {@code format} {@code pt} in the metadata, which PyTorch's tools look for.
 */
final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;
    private static final int CHUNK = 1 << 16;

    private final WritableByteChannel channel;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    SafetensorsWriter(WritableByteChannel channel) {
        this.channel = channel;
    }

    void write(Parameters parameters) throws IOException {
        byte[] header = header(parameters.spec());
        int padding = Math.floorMod(-header.length, ALIGNMENT);
        chunk.putLong(header.length + padding);
        flush();
        writeFully(ByteBuffer.wrap(header));
        writeFully(ByteBuffer.wrap(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII)));
        for (ParameterSpec parameter : parameters.spec().parameters()) {
            writeElements(parameter, parameters.values());
        }
        flush();
    }

    private static byte[] header(ModelSpec spec) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(SafetensorsHeaderParser.METADATA);
            json.writeStringField("format", "pt");
            json.writeEndObject();
            long at = 0;
            for (ParameterSpec parameter : spec.parameters()) {
                long end = at + (long) Float.BYTES * parameter.shape().elements();
                json.writeObjectFieldStart(parameter.name());
                json.writeStringField("dtype", SafetensorsType.F32.name());
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

    private void writeElements(ParameterSpec parameter, float[] values) throws IOException {
        int count = parameter.layout().elements();
        for (int i = 0; i < count; i++) {
            if (chunk.remaining() < Float.BYTES) {
                flush();
            }
            chunk.putFloat(values[parameter.offset() + parameter.layout().index(i)]);
        }
    }

    private void flush() throws IOException {
        writeFully(chunk.flip());
        chunk.clear();
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
