int logged(String text) {
    return new File(basedir, 'build.log').text.count(text)
}

assert new File(basedir, 'target/generated-sources/nn/com/acme/nets/Scorer.java').file
assert new File(basedir, 'target/generated-test-sources/nn/com/acme/Tiny.java').file
assert new File(basedir, 'target/test-classes/com/acme/Tiny.class').file
assert logged('scores: 1') == 2
assert logged('1 .nn file, Java files written: ') == 2
assert logged('1 .nn file, nothing to generate') == 2
assert logged('Nothing to compile - all classes are up to date') == 2
assert logged('nacre:test-generate\n') == 1
assert logged('uses the module jdk.incubator.vector') == 0
