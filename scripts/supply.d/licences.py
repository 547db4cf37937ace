"""Reads the licences of all dependencies from their sources: what a package says about itself may be wrong.

Every licence text and every `SPDX-License-Identifier` in the crates and npm packages, as cargo and npm unpacked them, must be allowed by the
list in deny.toml. What is not is either refused or named, with the reason, in licences.toml. Says what it read; not zero when something is wrong.
"""

import json
import pathlib
import re
import subprocess
import sys

import tomli
from license_expression import ExpressionError, get_spdx_licensing
from licenseclassifier import identify_license

ROOT = pathlib.Path(__file__).resolve().parents[2]
SPDX = get_spdx_licensing()
# Tags end where their comment does.
TAG = re.compile(rb"SPDX-License-Identifier:[ \t]*([^\r\n]*?)[ \t]*(?:\*/|-->|#\}|['\"`\\]|[\r\n]|\Z)")
TEXT = re.compile(r"(licen[cs]e|copying|unlicense|copyright|notice)", re.IGNORECASE)
CODE = {".rs", ".toml", ".py", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".h", ".c", ".map", ".json", ".yml", ".yaml", ".html", ".css"}
# What gives a restrictive licence away in a text that is none of the known ones.
WARNS = re.compile(
    r"GNU (?:Affero |Lesser |Library )?General Public|Commons Clause|Business Source Licen|Server Side Public|Elastic License|non-?commercial",
    re.IGNORECASE,
)


def crates():
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    packages = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout)["packages"]
    for package in packages:
        if package["source"] is not None:
            # Old crates write a stroke where they mean "or".
            said = (package["license"] or "").replace("/", " OR ")
            yield package["name"], package["version"], said, pathlib.Path(package["manifest_path"]).parent


def npm_packages():
    web = ROOT / "web"
    for place, package in json.loads((web / "package-lock.json").read_text())["packages"].items():
        manifest = web / place / "package.json"
        # Builds for other machines are in the lock file and not on the disk.
        if "node_modules/" not in place or package.get("link") or not manifest.is_file():
            continue
        about = json.loads(manifest.read_text())
        said = about.get("license") or ""
        if not isinstance(said, str):
            said = said.get("type", "")
        yield about["name"], about.get("version", "?"), said, manifest.parent


def files(folder):
    for path in sorted(folder.rglob("*")):
        # A package within a package is one of its own.
        if path.is_file() and not path.is_symlink() and "node_modules" not in path.relative_to(folder).parts:
            yield path


def is_allowed(said, allowed):
    """Whether somebody who accepts only these licences can have what is said to be under this expression."""

    def meets(part):
        operator = getattr(part, "operator", "").strip()
        if operator == "OR":
            return any(map(meets, part.args))
        if operator == "AND":
            return all(map(meets, part.args))
        return part.render() in allowed

    try:
        parsed = SPDX.parse(said, validate=True)
    except ExpressionError:
        return False
    return parsed is not None and meets(parsed)


def licences(folder):
    """Licences in the sources, each with the file that shows it."""
    for path in files(folder):
        content = path.read_bytes()
        place = path.relative_to(folder).as_posix()
        for tag in set(TAG.findall(content)):
            yield tag.decode("utf-8", "replace").strip(), place
        if TEXT.match(path.name) and path.suffix.lower() not in CODE:
            text = content.decode("utf-8", "replace")
            found = {match.id for match in identify_license(text)}
            yield from ((licence, place) for licence in found)
            warning = WARNS.search(text)
            if not found and warning:
                yield warning.group(0), place


def findings(packages, allowed, exceptions, used):
    for name, version, said, folder in packages:
        sources = [*licences(folder)]
        if not said and not sources:
            yield f"{name} {version}: says nothing of a licence"
        for licence, place in [*([(said, "its manifest")] if said else []), *sources]:
            if is_allowed(licence, allowed):
                continue
            known = next((n for n, e in enumerate(exceptions) if e["package"] == name and licence == e["licence"]), None)
            if known is None:
                yield f"{name} {version}: {licence} ({place})"
            else:
                used.add(known)


def main():
    allowed = set(tomli.loads((ROOT / "deny.toml").read_text())["licenses"]["allow"])
    exceptions = tomli.loads((pathlib.Path(__file__).with_name("licences.toml")).read_text())["exception"]
    used = set()
    wrong = []
    for kind, packages in (("crates", [*crates()]), ("npm packages", [*npm_packages()])):
        print(f"{len(packages)} {kind}")
        wrong += findings(packages, allowed, exceptions, used)
    wrong += [f"licences.toml: nothing needs {e['package']}'s {e['licence']}" for n, e in enumerate(exceptions) if n not in used]
    for line in wrong:
        print(f"not allowed: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
