"""The crates that the program of one target is made of, as cargo tells them."""

import json
import subprocess


class Crates:
    def __init__(self, target):
        command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
        answer = subprocess.run(command, check=True, capture_output=True)
        data = json.loads(answer.stdout)
        self.packages = {it["id"]: it for it in data["packages"]}
        self.root = data["resolve"]["root"]
        self._nodes = {it["id"]: it for it in data["resolve"]["nodes"]}
        self.reached = self._reach()

    def needs(self, name):
        """What ends up in the program: neither build scripts' needs nor tests'."""
        for it in self._nodes[name]["deps"]:
            if any(kind["kind"] is None for kind in it["dep_kinds"]):
                yield it["pkg"]

    def _reach(self):
        reached, waiting = set(), [self.root]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting.extend(self.needs(name))
        return reached

    def others(self):
        """All but the program itself, in order."""
        packages = [self.packages[it] for it in self.reached if it != self.root]
        return sorted(packages, key=lambda it: (it["name"], it["version"]))
