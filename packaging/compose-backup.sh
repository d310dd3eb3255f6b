#!/bin/bash
# The service `backup` of docker-compose.yml: database first, then audio, so that every file that the database names is there.
#   docker compose --profile backup run --rm backup                      makes a backup
#   docker compose --profile backup run --rm backup restore <time>.dump  restores one into an empty database
# Connection by PGHOST, PGUSER, PGPASSWORD, PGDATABASE. Folders: /backup and /media.
set -euo pipefail
umask 0077
backup=${BACKUP_FOLDER:-/backup} media=${MEDIA_FOLDER:-/media}

# Copies what is missing or has another length; a file has its name only once it is whole.
copy_audio() {
  local from=$1 to=$2 file
  cd "$from"
  # One of them is missing as long as nothing was stored in it.
  find . -path './originals/*' -type f -print0 -o -path './renditions/*' -type f -print0 | while IFS= read -r -d '' file; do
    [ "$(stat -c %s "$to/$file" 2>/dev/null)" = "$(stat -c %s "$file")" ] && continue
    mkdir -p "$to/$(dirname "$file")"
    cp -p "$file" "$to/$file.part"
    sync "$to/$file.part"
    mv "$to/$file.part" "$to/$file"
  done
}

case ${1:-backup} in
  backup)
    dump=$(date -u +%Y%m%dT%H%M%SZ).dump
    pg_dump --format=custom --file="$backup/$dump.part"
    sync "$backup/$dump.part"
    mv "$backup/$dump.part" "$backup/$dump"
    mkdir -p "$backup/media"
    copy_audio "$media" "$backup/media"
    find "$backup" -maxdepth 1 -name '*.dump' -mtime "+${BACKUP_KEEP_DAYS:-30}" -delete
    echo "Database: $dump; audio: media/"
    ;;
  restore)
    dump=$backup/$(basename "${2:?say which: restore <time>.dump}")
    pg_restore --no-owner --exit-on-error --single-transaction --dbname="$PGDATABASE" "$dump"
    copy_audio "$backup/media" "$media"
    # The account of the service in the image.
    if [ "$(id -u)" = 0 ]; then find "$media" -mindepth 1 -user root -exec chown "${MEDIA_OWNER:-10001:10001}" {} +; fi
    echo 'Restored. Start the service now.'
    ;;
  *) echo "say: backup, or restore <time>.dump" >&2; exit 2 ;;
esac
