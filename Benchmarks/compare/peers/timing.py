"""How every peer is timed: as `MatchingSpeed` times Kith."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

ENOUGH = 20.0  # Seconds for one round; slow peers answer fewer members.


class Engine:
    """A peer ready to answer. `best` gives the numbers of the best groups for a member, the best first."""

    name = ""
    does = "the whole job"
    # Seconds from opening the columns to the first answer.
    start = 0.0
    members = 0

    def best(self, member):
        raise NotImplementedError

    def batch(self, members):
        """Answers many members on two cores."""
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(self.best, members))


def seconds(step, *arguments):
    start = time.perf_counter()
    step(*arguments)
    return time.perf_counter() - start


def measured(engine, single, batch):
    """One round warms up, one is timed; of many members at once the median of three rounds."""
    single, batch = min(single, engine.members), min(batch, engine.members)
    first = statistics.median(seconds(engine.best, member) for member in range(min(5, single)))
    single = max(20, min(single, int(ENOUGH / max(first, 1e-6))))
    batch = max(20, min(batch, int(ENOUGH / max(first, 1e-6))))
    for member in range(single):
        engine.best(member)
    times = sorted(seconds(engine.best, member) * 1000 for member in range(single))
    whole = statistics.median(seconds(engine.batch, range(batch)) for _ in range(3))
    return {"name": engine.name, "does": engine.does, "single50": times[len(times) // 2],
            "single99": times[min(len(times) - 1, len(times) * 99 // 100)], "membersPerSecond": batch / whole,
            "firstAnswer": engine.start * 1000}
