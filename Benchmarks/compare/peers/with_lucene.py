"""Lucene, by the Java program beside this file.

LUCENE_JAR names a jar with Lucene 9: that inside PyPI's pyserini 1.6.0 will do. java and javac come from JAVA_HOME or the path.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import numpy as np

from . import job
from .columns import SCALE

SOURCE = pathlib.Path(__file__).with_name("LucenePeer.java")


def tool(name):
    home = os.environ.get("JAVA_HOME")
    return shutil.which(name, path=f"{home}/bin" if home else None)


def missing():
    """What is not to be had here, or nothing."""
    if not tool("java") or not tool("javac"):
        return "java and javac"
    jar = os.environ.get("LUCENE_JAR", "")
    return None if os.path.exists(jar) else "LUCENE_JAR, a jar with Lucene 9"


def run(folder, single, batch, lists):
    jar, classes = os.environ["LUCENE_JAR"], pathlib.Path(folder).parent / "lucene-classes"
    compiled = classes / "LucenePeer.class"
    if not compiled.exists() or compiled.stat().st_mtime < SOURCE.stat().st_mtime:
        subprocess.run([tool("javac"), "--release", "17", "-cp", jar, "-d", classes, SOURCE], check=True)
    facts = ",".join(fact for fact, _ in job.FACTS)
    factor = repr(float(np.float32(job.MEANING / SCALE**2)))
    command = [tool("java"), "-cp", f"{classes}{os.pathsep}{jar}", "LucenePeer", folder, facts, job.NEAR, job.PLACE_UNKNOWN,
               factor, single, batch] + ([lists] if lists else [])
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return [] if lists else [{"name": "Lucene, two threads", "does": "the whole job", **json.loads(done.stdout)}]
