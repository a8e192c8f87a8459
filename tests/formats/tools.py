"""Big programs that tests ask for a second opinion. They are started as seldom as can be.

`bootstrap.py test` installs them; a test that needs one fails without it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

_TIMEOUT_S = 180
_TEXT = "Text (encoded)"
_ACTIONS = {True: ".uno:AcceptAllTrackedChanges", False: ".uno:RejectAllTrackedChanges"}
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Run(list As String)
  Dim n As Integer, source As String, target As String, action As String
  n = FreeFile
  Open list For Input As #n
  Do While Not Eof(n)
    Line Input #n, source
    Line Input #n, target
    Line Input #n, action
    Decide(source, target, action)
  Loop
  Close #n
  StarDesktop.terminate()
End Sub
Sub Decide(source As String, target As String, action As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim how(1) As New com.sun.star.beans.PropertyValue
  Dim nothing_()
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(document.CurrentController.Frame, action, "", 0, nothing_())
  how(0).Name = "FilterName"
  how(0).Value = "Text (encoded)"
  how(1).Name = "FilterOptions"
  how(1).Value = "UTF8,LF,,,"
  document.storeToURL(target, how())
  document.close(True)
End Sub
</script:module>
"""


class Soffice:
    """LibreOffice without a window, with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._profile = folder / "profile"
        self._runs = 0

    def convert(self, paths: Sequence[Path], to: str) -> list[Path]:
        """Open files and save them in another form, all in one start.

        Args:
            to: "pdf", "docx", "odt", "txt" ...
        """
        target = self._new_folder()
        form = f"txt:{_TEXT}:UTF8" if to == "txt" else to
        self._run("--convert-to", form, "--outdir", str(target), *map(str, paths))
        made = [target / f"{path.stem}.{to}" for path in paths]
        assert [path.name for path in made if not path.is_file()] == []
        return made

    def texts(self, paths: Sequence[Path]) -> list[str]:
        """Return what LibreOffice reads in files, all in one start."""
        return [_text(path) for path in self.convert(paths, "txt")]

    def decided(self, paths: Sequence[Path], *, takes: bool) -> list[str]:
        """Return the texts of files when all their tracked changes are taken, or all refused."""
        basic = self._profile / "user" / "basic" / "Standard"
        if not basic.is_dir():
            self._run("--terminate_after_init")
        (basic / "Module1.xba").write_text(_MODULE, encoding="utf-8")
        target = self._new_folder()
        jobs = {path: target / f"{number}.txt" for number, path in enumerate(paths)}
        left = dict(jobs)
        while left:
            todo = target / "jobs"
            lines = [
                line
                for path, made in left.items()
                for line in (path.as_uri(), made.as_uri(), _ACTIONS[takes])
            ]
            todo.write_text("\n".join(lines) + "\n", encoding="utf-8")
            # Its build without a screen may fall over its missing toolbars when the work is done.
            self._run(f"macro:///Standard.Module1.Run({todo})", may_fail=True)
            before = len(left)
            left = {path: made for path, made in left.items() if not made.is_file()}
            assert len(left) < before, "LibreOffice opened none of these files"
        return [_text(path) for path in jobs.values()]

    def _new_folder(self) -> Path:
        self._runs += 1
        folder = self._folder / str(self._runs)
        folder.mkdir()
        return folder

    def _run(self, *arguments: str, may_fail: bool = False) -> None:
        home = f"-env:UserInstallation={self._profile.as_uri()}"
        subprocess.run(
            ["soffice", home, "--headless", "--norestore", *arguments],
            check=not may_fail,
            capture_output=True,
            timeout=_TIMEOUT_S,
        )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
