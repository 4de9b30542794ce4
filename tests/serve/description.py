#!/usr/bin/env python3
"""`limpide serve` held to its own description by schemathesis: what it says of its doors is what they do.

    python3 -m venv venv && venv/bin/pip install -r tests/serve/requirements-description.txt
    venv/bin/python tests/serve/description.py target/debug/limpide

Law: every check that schemathesis has is run, at a fixed seed, but those named below with the reason.
"""

import os
import subprocess
import sys
import tempfile

# Not run, and why.
PASSED_OVER = {
    # What is sent is a text, and whether it can be read is not all to be said in a schema: a feed that is no XML, a record
    # without its field, an annotation that is no JSON.
    "positive_data_acceptance",
}


def main():
    limpide = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "target/debug/limpide")
    schemathesis = os.path.join(os.path.dirname(sys.executable), "schemathesis")
    environment = {name: value for name, value in os.environ.items() if name != "LIMPIDE_TOKEN"}
    hooks = os.path.join(os.path.dirname(os.path.abspath(__file__)), "description_hooks.py")
    service = subprocess.Popen(
        [limpide, "serve", "--listen", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True, env=environment
    )
    address = service.stderr.readline().split("listening on ")[1].strip()
    # What it says of each request is let go, or it would stand still.
    talk = subprocess.Popen(["cat"], stdin=service.stderr, stdout=subprocess.DEVNULL)
    try:
        # Here is nothing of what it writes beside its answer.
        with tempfile.TemporaryDirectory() as folder:
            command = [schemathesis, "run", f"{address}/openapi.json", "--checks", "all", "--seed", "1"]
            command += ["--exclude-checks", ",".join(sorted(PASSED_OVER)), "--max-examples", "40", "--warnings", "off"]
            command += sys.argv[2:]
            code = subprocess.run(command, cwd=folder, env={**environment, "SCHEMATHESIS_HOOKS": hooks}, check=False).returncode
    finally:
        service.terminate()
        service.wait()
        talk.wait()
    assert service.returncode == 0, service.returncode
    sys.exit(code)


if __name__ == "__main__":
    main()
