module com.acme.app {
    requires dev.nacre.runtime;
    requires jdk.incubator.vector;
}
