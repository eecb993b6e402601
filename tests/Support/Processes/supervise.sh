#!/usr/bin/env bash
# Runs a command in a process group of its own, and ends it with its folder when the one who asked for it is gone.
# Lines on stdin: "term", "int", "kill", or "stop" and "cont" to hold it where it is and let it go on. End of stdin, also after kill -9 of the asker: kill and remove the folder.
# Usage: supervise.sh FOLDER COMMAND...
folder=$1
shift
set -m
# A signal to the asker's whole group must not end the one who cleans up after it. (Not '': that would be inherited.)
trap : TERM INT HUP
"$@" </dev/null >>"$folder/output.log" 2>&1 &
child=$!

end() {
  kill -KILL -- "-$child" 2>/dev/null
  wait "$child" 2>/dev/null
}

# A time-out in the midst of a line keeps what had come of it: a signal that lost its first letters would be no signal.
begun=
while true; do
  if read -r -t 0.2 line; then
    line=$begun$line
    begun=
    case $line in
      term) kill -TERM "$child" 2>/dev/null ;;
      int) kill -INT "$child" 2>/dev/null ;;
      stop) kill -STOP -- "-$child" 2>/dev/null ;;
      cont) kill -CONT -- "-$child" 2>/dev/null ;;
      kill) end ;;
    esac
  elif [ $? -le 128 ]; then
    # Not a time-out: nobody is there any more.
    end
    rm -rf -- "$folder"
    exit 0
  else
    begun=$begun$line
  fi
  kill -0 "$child" 2>/dev/null || { end; exit 0; }
done
