"""Run a Python script with the variables of an env file: `python -m tests.with_env .env.example manage.py check`."""

import os
import runpy
import sys

import environ

if __name__ == "__main__":
    path, *sys.argv = sys.argv[1:]
    environ.Env.read_env(path, overwrite=True)
    sys.path.insert(0, os.getcwd())
    runpy.run_path(sys.argv[0], run_name="__main__")
