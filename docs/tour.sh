# What `make run` shows: raw/ into tables, and what they are good for. Needs `ingest` on the PATH.
set -eu
out=$1
profile=DATAPL4.PIPELN7C2.P3
page=raw/data/data-pipelines-p3.txt

say() { # a sentence for people
  printf '\n%s\n' "$*"
}
run() { # a command as one would type it, then what it prints
  if [ -t 1 ]; then printf '\033[1;32m$ %s\033[0m\n' "$1"; else printf '$ %s\n' "$1"; fi
  eval "$1"
}

say "1. Exported pages go in, one snapshot comes out. Run it again: only what changed is read."
run "ingest run raw/ -o $out/"

say "2. What is in it: families, tables, how much repeats, what needs a look."
run "ingest show -d $out/"

say "3. One profile. At the left: the lines of its page that say so."
run "ingest show $profile -d $out/ | head -n 32"
echo "      ..."

say "4. Something is doubtful on that page. Where, why, and what to do:"
run "ingest check $page | sed -n '/: W305/,/hint/p'"

say "5. Every line of the page has an owner, and values that cite it."
run "ingest explain $page | sed -n '57,61p' | cut -c 1-100"

say "The tables: $out/current/parquet, $out/current/json. The program: .venv/bin/ingest --help"
say "In Python: import ingest; ingest.open('$out').skills.to_pandas()"
