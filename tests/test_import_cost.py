"""Importing the package is cheap: nothing heavy is loaded before it is used."""

import subprocess
import sys
import time

PROBE = """
import sys
import {module}
heavy = {{"torch", "transformers", "sentence_transformers", "streamlit", "faiss", "pandas"}} & set(sys.modules)
print(",".join(sorted(heavy)))
"""


def loaded(module: str) -> str:
    return subprocess.check_output([sys.executable, "-c", PROBE.format(module=module)], text=True).strip()


def test_the_package_loads_nothing_heavy():
    assert loaded("matcher") == ""


def test_the_command_loads_nothing_heavy():
    assert loaded("matcher.cli") == ""


def test_search_loads_neither_torch_nor_streamlit_before_it_is_used():
    assert loaded("matcher.api") == ""


def test_importing_takes_less_than_a_third_of_a_second():
    command = [sys.executable, "-c", "import matcher"]
    subprocess.run(command, check=True)
    times = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(command, check=True)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.3
