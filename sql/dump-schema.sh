#!/usr/bin/env bash
# Prints the schema of a migrated database as sql/schema.sql keeps it: sql/dump-schema.sh DATABASE_URL > sql/schema.sql
# What differs between releases of pg_dump and between servers is left out.
set -euo pipefail
echo "-- The sum of sql/migrations, made by sql/dump-schema.sh: not to be edited."
pg_dump --schema-only --no-owner --no-privileges --exclude-schema=bullmq --exclude-table=migration "$1" |
  grep -vE '^(--|SET |SELECT pg_catalog|\\(un)?restrict )' | cat -s
