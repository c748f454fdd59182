from setuptools import setup

setup(name="shop", install_requires=["requests>=2.31"])
