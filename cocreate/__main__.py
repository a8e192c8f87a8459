"""`python -m cocreate`."""

from __future__ import annotations

import sys

from cocreate.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
