#!/usr/bin/python3
"""What the program is made of, as CycloneDX 1.5 JSON: every crate that `Cargo.lock` reaches from it,
with version, licence and origin, and on whom each depends.

    sbom.py VERSION
"""

import json
import subprocess
import sys


def main():
    answer = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked"],
        check=True,
        capture_output=True,
    )
    data = json.loads(answer.stdout)
    packages = {it["id"]: it for it in data["packages"]}
    nodes = {it["id"]: it for it in data["resolve"]["nodes"]}
    root = data["resolve"]["root"]

    def needs(name):
        """What ends up in the program: neither build scripts' needs nor tests'."""
        for it in nodes[name]["deps"]:
            if any(kind["kind"] is None for kind in it["dep_kinds"]):
                yield it["pkg"]

    reached, waiting = set(), [root]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(needs(name))

    def reference(name):
        it = packages[name]
        return f"pkg:cargo/{it['name']}@{it['version']}"

    components = []
    for name in sorted(reached - {root}, key=reference):
        it = packages[name]
        component = {
            "type": "library",
            "bom-ref": reference(name),
            "name": it["name"],
            "version": it["version"],
            "purl": reference(name),
        }
        if it.get("license"):
            component["licenses"] = [{"expression": it["license"].replace("/", " OR ")}]
        if it.get("repository"):
            component["externalReferences"] = [{"type": "vcs", "url": it["repository"]}]
        components.append(component)
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "kontorpost",
                "name": "kontorpost",
                "version": sys.argv[1],
            }
        },
        "components": components,
        "dependencies": [
            {
                "ref": "kontorpost" if name == root else reference(name),
                "dependsOn": sorted(reference(it) for it in set(needs(name))),
            }
            for name in sorted(reached, key=reference)
        ],
    }
    json.dump(bom, sys.stdout, indent=1, ensure_ascii=False)


main()
