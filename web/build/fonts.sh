#!/bin/sh
# Makes fonts/ from the @fontsource packages: the letters of western Europe, without hints (screens
# that a phone has do not use them). Needs Debian's fonttools and python3-brotli; run by hand.
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
cd "$(dirname "$0")/.."
letters='U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+2009,U+2013-2014,U+2018-201A,U+201C-201E,U+2026,U+202F,U+2212'
for face in literata/literata-latin-600 \
            atkinson-hyperlegible/atkinson-hyperlegible-latin-400 \
            atkinson-hyperlegible/atkinson-hyperlegible-latin-700; do
    name=${face#*/}
    pyftsubset "node_modules/@fontsource/${face%/*}/files/$name-normal.woff2" \
        --unicodes="$letters" --layout-features=kern,liga,mark,mkmk,ccmp,locl,tnum \
        --no-hinting --desubroutinize --flavor=woff2 --output-file="fonts/$name.woff2"
done
