String log = new File(basedir, 'build.log').text

assert log.contains('scores: 1')
assert !log.contains('--add-modules')
