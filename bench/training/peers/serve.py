"""What the peers in Python have in common: requests come in by lines, answers go out by lines; see peer-process.ts."""

import json
import os
import sys

threads = int(os.environ.get("STRATA_BENCH_THREADS", "1"))


def say(**answer):
    print("@bench " + json.dumps(answer), flush=True)


def unable(reason):
    """It can't run here at all."""
    say(**{"is": "missing", "reason": reason})
    sys.exit(0)


def serve(versions, load):
    """`load(request)` gives the number of weights and a function: so many steps, answered by milliseconds of each."""
    say(**{"is": "there", "versions": versions, "threads": threads})
    train = None
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "train":
            say(**{"is": "trained", "milliseconds": train(request["steps"])})
            continue
        # What the network before it held is free before the next one is made.
        train = None
        parameters, train = load(request)
        say(**{"is": "ready", "parameters": parameters, "note": ""})
