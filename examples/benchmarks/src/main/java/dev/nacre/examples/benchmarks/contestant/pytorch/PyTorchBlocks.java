package dev.nacre.examples.benchmarks.contestant.pytorch;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import dev.nacre.examples.benchmarks.contestant.ImageCases;
import dev.nacre.examples.benchmarks.network.Activation;
import dev.nacre.examples.benchmarks.network.Chain;
import dev.nacre.examples.benchmarks.network.Convolution;
import dev.nacre.examples.benchmarks.network.Flatten;
import dev.nacre.examples.benchmarks.network.Linear;
import dev.nacre.examples.benchmarks.network.MaxPool;

/** DJL's block for each layer. */
final class PyTorchBlocks implements ImageCases<Block> {

    @Override
    public Block activation(Activation layer) {
        if (layer != Activation.RELU) {
            throw new UnsupportedOperationException("PyTorch was not taught " + layer);
        }
        return ai.djl.nn.Activation.reluBlock();
    }

    @Override
    public Block chain(Chain layer) {
        SequentialBlock block = new SequentialBlock();
        layer.layers().forEach(inner -> block.add(inner.match(this)));
        return block;
    }

    @Override
    public Block convolution(Convolution layer) {
        return Conv2d.builder()
                .setKernelShape(new Shape(layer.kernel(), layer.kernel()))
                .optPadding(new Shape(layer.padding(), layer.padding()))
                .setFilters(layer.channels())
                .build();
    }

    @Override
    public Block flatten(Flatten layer) {
        return Blocks.batchFlattenBlock();
    }

    @Override
    public Block linear(Linear layer) {
        return ai.djl.nn.core.Linear.builder().setUnits(layer.outputs()).build();
    }

    @Override
    public Block maxPool(MaxPool layer) {
        Shape window = new Shape(layer.size(), layer.size());
        return Pool.maxPool2dBlock(window, window);
    }
}
