#!/bin/sh
# Makes the root of an image from this machine's JDK: a Java runtime of the modules that are used,
# and the libraries of this machine that it is linked with.
# Usage: runtime.sh JAVA_HOME DIRECTORY
set -eu
java_home=$1 root=$2
# The service: java.base to java.xml. Certificates of elliptic curves: jdk.crypto.ec. Netty: jdk.unsupported.
# Metrics of the process, and jcmd with flight recordings for whoever looks for a fault: the others.
modules=java.base,java.compiler,java.logging,java.naming,java.net.http,java.sql,java.xml
modules=$modules,jdk.crypto.ec,jdk.unsupported,java.management,jdk.management,jdk.jfr,jdk.jcmd

rm -rf "$root"
mkdir -p "$root/opt" "$root/etc" "$root/tmp" "$root/data"
"$java_home/bin/jlink" --add-modules "$modules" --output "$root/opt/java" \
  --strip-debug --no-header-files --no-man-pages --compress=2
# A shared archive of the JDK's classes: the JVM maps it instead of parsing them.
"$root/opt/java/bin/java" -Xshare:dump > /dev/null

# A distribution's JDK may have links out of itself here.
rm -f "$root/opt/java/lib/security/cacerts"
cp -L "$java_home/lib/security/cacerts" "$root/opt/java/lib/security/cacerts"

find "$root/opt/java" -type f \( -name '*.so' -o -path '*/bin/*' \) -exec ldd {} + 2> /dev/null \
  | grep -o '/[^ ]*\.so[^ :]*' | grep -v "^$java_home\|^$root\|/opt/java/" | sort -u \
  | while read -r library; do
      mkdir -p "$root$(dirname "$library")"
      cp -L "$library" "$root$library"
    done

echo 'patchbay:x:65532:65532::/data:/nologin' > "$root/etc/passwd"
echo 'patchbay:x:65532:' > "$root/etc/group"
echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
