String log = new File(basedir, 'build.log').text

assert new File(basedir, 'target/generated-sources/nn/com/acme/nets/Scorer.java').file
assert new File(basedir, 'target/generated-test-sources/nn/com/acme/Tiny.java').file
assert new File(basedir, 'target/test-classes/com/acme/Tiny.class').file
assert log.count('scores: 1') == 2
assert log.count('1 .nn file, Java files written: ') == 2
assert log.count('1 .nn file, nothing to generate') == 2
assert log.count('Nothing to compile - all classes are up to date') == 2
assert log.contains('nacre:test-generate')
