/** What generated models stand on; works without the vector module, on scalar loops. */
module dev.nacre.runtime {
    requires com.fasterxml.jackson.core;
    requires static jdk.incubator.vector;
    requires static jdk.management;
    requires static org.jspecify;

    exports dev.nacre.runtime;
}
