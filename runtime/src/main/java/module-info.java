/** What generated models stand on; works without the vector module, on scalar loops. */
module dev.nacre.runtime {
    requires com.fasterxml.jackson.core;
    requires static jdk.incubator.vector;
    requires static jdk.management;
    // Generated models are annotated with its @Generated; whoever reads this module compiles them.
    requires static transitive java.compiler;
    requires static org.jspecify;

    exports dev.nacre.runtime;
    exports dev.nacre.runtime.training;
    exports dev.nacre.runtime.training.loss;
    exports dev.nacre.runtime.training.optim;
    exports dev.nacre.runtime.generated;
}
