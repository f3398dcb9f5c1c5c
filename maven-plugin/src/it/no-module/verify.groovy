String log = new File(basedir, 'build.log').text

int before = log.indexOf('[WARNING] the Java that is generated for .nn files uses the module jdk.incubator.vector')
assert before >= 0
assert before < log.indexOf('package jdk.incubator.vector is not visible')
assert log.count('<arg>jdk.incubator.vector</arg>') == 1
