import os

import requests
