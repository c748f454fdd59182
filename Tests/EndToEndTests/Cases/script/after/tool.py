# /// script
# requires-python = ">=3.12"
# dependencies = [
#   "click==8.1.7",
#   "no-such-helper==1.0",
# ]
# ///
import click
