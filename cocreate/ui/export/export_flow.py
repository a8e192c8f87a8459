"""Opens the export dialog with what can go along with an export."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cocreate.ui.export.export_choices import Attachment
from cocreate.ui.export.export_dialog import Attachments, ExportDialog
from cocreate.ui.prompts import Prompts
from cocreate.workspace.desk import Desk
from cocreate.workspace.disclosing import Disclosing, policy_folders


def export_dialog(desk: Desk, prompts: Prompts, parent: QWidget) -> ExportDialog:
    """Return the dialog; a disclosure that goes along has the answers that the writer gave."""
    folders = policy_folders(desk.preferences.user_files)
    disclosing = Disclosing(desk.workspace, folders, desk.policy_answers)
    names = tuple(Attachment(policy.id, policy.title) for policy in disclosing.policies())
    attachments = Attachments(names, disclosing.attached)
    return ExportDialog(desk.workspace, prompts, desk.preferences, attachments, parent)
