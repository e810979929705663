"""The memory of a program and those it starts, while they run."""

import pathlib
import threading

PROC = pathlib.Path("/proc")


def own_megabytes(process):
    """Memory that is no mapped file, of a process and its children; what they share counts once."""
    try:
        rollup = (PROC / str(process) / "smaps_rollup").read_text()
        children = [child for task in (PROC / str(process) / "task").iterdir() for child in (task / "children").read_text().split()]
    except OSError:  # It has ended.
        return 0.0
    own = sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss_Anon:"))
    return own / 1024 + sum(own_megabytes(child) for child in children)


class Peak(threading.Thread):
    """Looks again and again until told to stop; `megabytes` is the most that it saw."""

    def __init__(self, process, every):
        super().__init__(daemon=True)
        self.process, self.every = process, every
        self.megabytes = 0.0
        self.ended = threading.Event()

    def run(self):
        while not self.ended.wait(self.every):
            self.megabytes = max(self.megabytes, own_megabytes(self.process))
