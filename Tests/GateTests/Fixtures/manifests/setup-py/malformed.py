import os
import random
from setuptools import setup
from ours import REQUIREMENTS, options

def compute():
    return random.choice(["a", "b"])

version = os.environ["VERSION"]
setup(
    name="shop",
    install_requires=["good", "==1", compute(), "näme", f"name=={version}", *REQUIREMENTS],
    extras_require={"test": REQUIREMENTS, os.name: ["under-a-computed-key"]},
    setup_requires=open(os.path.join(os.environ["HOME"], "requirements.txt")).read(),
    tests_require=open("../../../requirements.txt").readlines(),
    dependency_links=REQUIREMENTS,
    **options
)
value = 1 if setup(install_requires=["in-a-condition"]) else 2
[setup(install_requires=["in-a-comprehension"]) for _ in range(1)]
lambda: setup(install_requires=["in-a-lambda"])
