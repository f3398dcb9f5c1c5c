String log = new File(basedir, 'build.log').text
String nn = new File(basedir, 'src/main/nn/com/acme').path

assert log.contains("[ERROR] ${nn}/first.nn:[1,43] NN203: ".replace('/', File.separator))
assert log.contains("[ERROR] ${nn}/first.nn:[2,43] NN203: ".replace('/', File.separator))
assert log.contains("[ERROR] ${nn}/second.nn:[1,48] NN203: ".replace('/', File.separator))
assert log.contains('  --> src/main/nn/com/acme/first.nn:1:43')
assert log.contains('3 errors in 2 of 3 .nn files')
assert !new File(basedir, 'target/generated-sources/nn/com/acme').exists()
assert !log.contains('org.antlr')
