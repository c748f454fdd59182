import os

import nox


@nox.session
def tests(session):
    session.install("good", "==1", os.environ["EXTRA"])
    session.install("-r", os.environ["FILE"])
    session.install("-r", "../../../../requirements.txt")
    session.install(*compute())
    session.run("pip", "install", undefined)
    session.run(undefined, "--version")
