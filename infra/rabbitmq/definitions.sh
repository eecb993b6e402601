#!/usr/bin/env bash
# Writes the users of the broker into a file that it loads at every start (load_definitions in rabbitmq.conf), before it listens: a host that is refused
# because its user is not there yet does not ask again. So a broker that lost its disk has them too.
# Passwords come from the environment and stand in the file as salted hashes: ADMIN_PASSWORD, GATEWAY_PASSWORD, ROUTING_PASSWORD, DESK_PASSWORD,
# DELIVERY_PASSWORD; ADMIN_USER and VIRTUAL_HOST are cpts_admin and / where they are not given.
# Usage: definitions.sh FILE
set -euo pipefail

file=$1
vhost=${VIRTUAL_HOST:-/}

# Hexadecimal to what it stands for.
bytes() { printf '%b' "$(sed 's/../\\x&/g' <<<"$1")"; }

# As the broker keeps a password: four bytes of salt, then SHA-256 of salt and password.
hash() {
  local salt digest
  salt=$(od -An -v -tx1 -N4 /dev/urandom | tr -d ' \n')
  digest=$({ bytes "$salt"; printf '%s' "$1"; } | sha256sum | cut -d ' ' -f 1)
  bytes "$salt$digest" | base64 -w 0
}

user() { printf '{"name": "%s", "hashing_algorithm": "rabbit_password_hashing_sha256", "password_hash": "%s", "tags": [%s]}' "$1" "$(hash "$2")" "$3"; }

# What a user may declare, send to, and read.
may() { printf '{"user": "%s", "vhost": "%s", "configure": "^(%s)$", "write": "^(%s)$", "read": "^(%s)$"}' "$1" "$vhost" "$2" "$2" "$3"; }

# Every host sends whatever waits in the journal: to the exchange of a message, or to a queue by its name. What a host sends to, it declares. In lanes' names
# there is no underscore, so these are not the queues of failed messages.
sent='CptsReferral[.]Contracts[.].+|routing|desk|desk-[a-z0-9-]+|delivery|delivery-notices'
# Its own queues, those of its failed messages, and the exchanges that it binds to them. Nobody reads what is another host's.
failed='(_error|_skipped)'
routing="routing$failed?"
desk="desk(-[a-z0-9-]+)?$failed?"
delivery="delivery(-notices)?$failed?"

umask 027
cat >"$file.new" <<JSON
{
  "vhosts": [{"name": "$vhost"}],
  "users": [
    $(user "${ADMIN_USER:-cpts_admin}" "${ADMIN_PASSWORD:?}" '"administrator"'),
    $(user cpts_gateway "${GATEWAY_PASSWORD:?}" ''),
    $(user cpts_routing "${ROUTING_PASSWORD:?}" ''),
    $(user cpts_desk "${DESK_PASSWORD:?}" ''),
    $(user cpts_delivery "${DELIVERY_PASSWORD:?}" '')
  ],
  "permissions": [
    $(may "${ADMIN_USER:-cpts_admin}" '.*' '.*'),
    $(may cpts_gateway "$sent" ''),
    $(may cpts_routing "$sent|$routing" "$routing|CptsReferral[.]Contracts[.](Referrals|Routing):.+"),
    $(may cpts_desk "$sent|$desk" "$desk|CptsReferral[.]Contracts[.]Desk:.+"),
    $(may cpts_delivery "$sent|$delivery" "$delivery|CptsReferral[.]Contracts[.]Delivery:.+")
  ]
}
JSON
# In the image the broker runs as a user of its own.
if getent group rabbitmq >/dev/null; then
  chgrp rabbitmq "$file.new" 2>/dev/null || true
fi
mv -f "$file.new" "$file"
