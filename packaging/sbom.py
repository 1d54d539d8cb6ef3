#!/usr/bin/python3
"""What the program is made of, as CycloneDX 1.5 JSON: every crate that `Cargo.lock` reaches from it
for this target, with version, licence and origin, and on whom each depends.

    sbom.py VERSION TARGET
"""

import json
import sys

from crates import Crates


def main():
    version, target = sys.argv[1:]
    crates = Crates(target)

    def reference(name):
        if name == crates.root:
            return "kontorpost"
        it = crates.packages[name]
        return f"pkg:cargo/{it['name']}@{it['version']}"

    components = []
    for it in crates.others():
        component = {
            "type": "library",
            "bom-ref": reference(it["id"]),
            "name": it["name"],
            "version": it["version"],
            "purl": reference(it["id"]),
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
                "version": version,
            }
        },
        "components": components,
        "dependencies": [
            {
                "ref": reference(name),
                "dependsOn": sorted(reference(it) for it in set(crates.needs(name))),
            }
            for name in sorted(crates.reached, key=reference)
        ],
    }
    json.dump(bom, sys.stdout, indent=1, ensure_ascii=False)


main()
