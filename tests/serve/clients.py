#!/usr/bin/env python3
"""Clients of the LanguageTool protocol, as editors and scripts use them, against `limpide serve`.

    python3 -m venv venv && venv/bin/pip install -r tests/serve/requirements.txt
    venv/bin/python tests/serve/clients.py target/debug/limpide

Law: the clients are taken as they are; nothing is set but the address of the server.
"""

import json
import os
import shutil
import subprocess
import sys

import language_tool_python
from pylanguagetool import api

DAMAGED = "Bilan 😀 du jour.\nSur les lignes de entrance, le entrance résiste grâce aux applied sciences militaires."
REPAIRED = "Bilan 😀 du jour.\nSur les lignes de front, le front résiste grâce aux technologies militaires."
FOUND = ["entrance", "entrance", "applied sciences"]


def utf16(text, offset, length):
    """The part of a text that these UTF-16 units are."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")


def with_language_tool_python(address):
    for code in ["fr", "fr-FR", "auto"]:
        with language_tool_python.LanguageTool(code, remote_server=address) as tool:
            matches = tool.check(DAMAGED)
            # `matched_text` cuts the context by characters, also where the protocol counts UTF-16 units: not for text with emoji.
            found = [DAMAGED[match.offset : match.offset + match.error_length] for match in matches]
            assert found == FOUND, (code, matches)
            assert [match.replacements[0] for match in matches] == ["front", "front", "technologies"], matches
            assert all(match.rule_issue_type == "mistranslation" for match in matches), matches
            assert tool.correct(DAMAGED) == REPAIRED, (code, tool.correct(DAMAGED))
            tool.disabled_rules = {"LIMPIDE_DAMAGE", "LIMPIDE_DOUBT"}
            assert tool.check(DAMAGED) == []


def with_pylanguagetool(address):
    url = f"{address}/v2/"
    assert {"name": "French", "code": "fr", "longCode": "fr-FR"} in api.get_languages(url)
    answer = api.check(DAMAGED, api_url=url, lang="fr")
    found = [utf16(DAMAGED, match["offset"], match["length"]) for match in answer["matches"]]
    assert found == FOUND, answer
    # Its command, as its package installs it.
    command = [sys.executable, "-c", "from pylanguagetool.cli import main; main()", "--api-url", url, "--lang", "fr", "--no-color"]
    printed = subprocess.run(command, input=DAMAGED, capture_output=True, text=True, check=False)
    assert "technologies" in printed.stdout, (printed.stdout, printed.stderr)


def with_ltrs(address):
    """The command of the crate languagetool-rust, where it is installed."""
    ltrs = os.environ.get("LTRS", "ltrs")
    # It takes ports of four digits only, but whatever stands in the name of the host.
    server = [ltrs, "--hostname", address]
    languages = subprocess.run([*server, "languages"], capture_output=True, text=True, check=True)
    assert "fr-FR" in languages.stdout, languages
    asked = [*server, "check", "--raw", "--language", "fr", "--text", DAMAGED]
    answer = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    found = [utf16(DAMAGED, match["offset"], match["length"]) for match in answer["matches"]]
    assert found == FOUND, answer


def main():
    limpide = sys.argv[1] if len(sys.argv) > 1 else "target/debug/limpide"
    environment = {name: value for name, value in os.environ.items() if name != "LIMPIDE_TOKEN"}
    service = subprocess.Popen(
        [limpide, "serve", "--listen", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        address = service.stderr.readline().split("listening on ")[1].strip()
        for client in [with_language_tool_python, with_pylanguagetool, with_ltrs]:
            if client is with_ltrs and not shutil.which(os.environ.get("LTRS", "ltrs")):
                print("with_ltrs: passed over; install languagetool-rust, or say in LTRS where its command lies")
                continue
            client(address)
            print(f"{client.__name__}: passed")
    finally:
        service.terminate()
        service.communicate()
    assert service.returncode == 0, service.returncode


if __name__ == "__main__":
    main()
