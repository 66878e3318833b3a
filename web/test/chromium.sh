#!/bin/sh
# Prints where Chromium is. Where it is missing and the system's packages may be installed, installs it; otherwise says what to install.
find_it() {
	for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
		[ -n "$name" ] && command -v "$name" && return 0
	done
	return 1
}
find_it && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
	echo "installing chromium" >&2
	{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } >&2
	find_it && exit 0
fi
echo "The browser tests need Chromium: install it (on Debian: sudo apt-get install chromium), or set CHROMIUM to where it is." >&2
exit 1
