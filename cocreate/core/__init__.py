"""What Cocreate means: frozen values and pure rules, no I/O."""

from __future__ import annotations
