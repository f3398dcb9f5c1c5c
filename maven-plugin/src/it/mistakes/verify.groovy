int logged(String text) {
    return new File(basedir, 'build.log').text.count(text)
}

int located(String place) {
    return logged('[ERROR] ' + new File(basedir, 'src/main/nn/com/acme').path + File.separator + place + ' NN203: ')
}

assert located('first.nn:[1,38]') == 1
assert located('first.nn:[2,38]') == 1
assert located('second.nn:[1,42]') == 1
assert logged('  --> src/main/nn/com/acme/first.nn:1:38') == 1
assert logged('3 errors in 2 of 3 .nn files') == 1
assert !new File(basedir, 'target/generated-sources/nn/com').exists()
