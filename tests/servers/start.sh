# How `run` starts nginx and Caddy: as a distribution would, with a log that is switched on for everything. Read into it, with
# these set: work (a folder of its own), servers (the processes).

modules="$(nginx -V 2>&1 | sed -n 's/.*--modules-path=\([^ ]*\).*/\1/p')"
brotli="${modules:-/usr/lib/nginx/modules}/ngx_http_brotli_static_module.so"
export XDG_DATA_HOME="$work/caddy/data" XDG_CONFIG_HOME="$work/caddy/config"

# start_nginx NAME: with the settings nginx/NAME.nginx.conf. Names in them are the same for every site, so each has its own
# process.
start_nginx() {
    local main="$work/nginx/$1.conf"
    {
        # The servers must read the folder of this user.
        [ "$(id -u)" != 0 ] || echo 'user root;'
        [ ! -e "$brotli" ] || echo "load_module $brotli;"
        echo "daemon off; pid $work/nginx/$1.pid; error_log $work/nginx/$1.error.log; worker_processes 1;"
        echo 'events { worker_connections 512; }'
        echo 'http {'
        echo "    access_log $work/nginx/$1.access.log;"
        for kind in client_body proxy fastcgi uwsgi scgi; do echo "    ${kind}_temp_path $work/nginx/$kind;"; done
        [ ! -e "$brotli" ] || echo '    brotli_static on;'
        echo "    include $work/nginx/$1.nginx.conf;"
        echo '}'
    } > "$main"
    nginx -q -t -p "$work/nginx" -c "$main" -e "$work/nginx/$1.error.log"
    nginx -p "$work/nginx" -c "$main" -e "$work/nginx/$1.error.log" & servers+=($!)
}

# start_caddy NAME [OPTIONS [MORE]]: with the settings caddy/NAME.Caddyfile, global options, and sites of one's own.
start_caddy() {
    printf '{\n\tadmin off\n%s\n}\nimport %s\n%s\n' "${2:-}" "$work/caddy/$1.Caddyfile" "${3:-}" > "$work/caddy/Caddyfile.$1"
    caddy run --config "$work/caddy/Caddyfile.$1" 2>> "$work/caddy/log" & servers+=($!)
}

# What must be empty after all that was asked: every log of nginx, and every line of Caddy's that tells of a request.
written_of_visitors() {
    cat "$work"/nginx/*.access.log "$work"/nginx/*.error.log
    grep -E 'remote_|"uri"|"request"|handshake' "$work/caddy/log" || true
}
