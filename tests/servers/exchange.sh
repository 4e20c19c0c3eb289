#!/usr/bin/env bash
# Tries docs/hosts/exchange with a server that refuses settings in which `bad` stands: a refusal leaves all as it was, new
# settings are tried before the folders are exchanged and read after it, and the same settings are not even tried.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/site" "$work/site.new"
cat > "$work/bin/sudo" << END
#!/usr/bin/env bash
echo "\$* with \$(cat $work/site/page)" >> $work/log
case "\$*" in *'nginx -t'*) ! grep -q bad $work/settings ;; esac
END
chmod +x "$work/bin/sudo"

# expect WHAT FOUND WANTED
expect() { [ "$2" = "$3" ] || { echo "exchange: $1: '$2' instead of '$3'" >&2; exit 1; }; }
# exchange WHAT NEW_PAGE NEW_SETTINGS CODE: copies both, exchanges, and expects this code.
exchange() {
    mkdir -p "$work/site.new"
    echo "$2" > "$work/site.new/page"
    echo "$3" > "$work/settings.new"
    : > "$work/log"
    local code=0
    PATH="$work/bin:$PATH" bash -s -- "$work/site" "$work/settings" nginx < docs/hosts/exchange 2> "$work/said" || code=$?
    expect "$1" "$code" "$4"
}
stands() { expect "$1" "$(cat "$work/site/page"), $(cat "$work/settings"), $(paste -sd ';' "$work/log")" "$2"; }

try='-n /usr/sbin/nginx -t -q' reload='-n /usr/bin/systemctl reload nginx'
echo one > "$work/site/page"
echo fine > "$work/settings"
exchange refused two bad 1
stands refused "one, fine, $try with one"
exchange taken three better 0
stands taken "three, better, $try with one;$reload with three"
exchange "only pages" four better 0
stands "only pages" "four, better, "
rm -rf "$work/site"
exchange "the first time" five better 0
expect "the first time" "$(cat "$work/site/page")" five
echo "exchange: settings are tried first, and what fails leaves all as it was"
