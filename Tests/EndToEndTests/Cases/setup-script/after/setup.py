import os

from setuptools import setup

TEST = ["pytest==8.3.3"]
EXTRA = os.environ.get("EXTRA", "").split()

setup(
    name="shop",
    install_requires=[
        "click==8.1.7",
        "no-such-helper==1.0",
    ],
    tests_require=TEST,
    extras_require={"more": EXTRA},
)
