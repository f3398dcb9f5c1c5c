int logged(String text) {
    return new File(basedir, 'build.log').text.count(text)
}

assert logged('scores: 1') == 1
assert logged('--add-modules') == 0
assert logged('uses the module jdk.incubator.vector') == 0
