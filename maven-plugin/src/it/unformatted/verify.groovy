int logged(String text) {
    return new File(basedir, 'build.log').text.count(text)
}

assert logged('[ERROR] src/main/nn/com/acme/scorer.nn is not formatted') == 1
assert logged('[ERROR] src/test/nn/tiny.nn is not formatted') == 1
assert logged('2 of 3 .nn files not formatted; `mvn nacre:format` does it') >= 1
assert logged('[INFO] formatted src/main/nn/com/acme/scorer.nn') == 1
assert logged('2 of 3 .nn files changed') == 1
assert new File(basedir, 'src/main/nn/com/acme/scorer.nn').text ==
        '// Kept.\nmodel Scorer (x: [3]) < linear(16); relu; linear(1) >\n'
assert new File(basedir, 'src/test/nn/tiny.nn').text == 'model Tiny < linear(3, 1) >\n'
