import os
import sys

import huggingface_cli
import requests
import yaml
from shop import prices

try:
    import orjson
except ImportError:
    orjson = None
