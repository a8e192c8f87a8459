"""The command about disclosures: which policies there are, and how one is answered."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.cli.house import House, say, write_out
from cocreate.reports.disclosure import Disclosure, as_text
from cocreate.reports.disclosure import disclose as answered
from cocreate.reports.policy import Policy
from cocreate.workspace.disclosing import Disclosing, policy_folders


def disclose(arguments: Namespace, house: House) -> int:
    """List the policies, or answer one from the record."""
    folders = policy_folders(house.preferences.user_files)
    with house.reading(Path(arguments.project)) as workspace:
        disclosing = Disclosing(workspace, folders)
        if not arguments.policy:
            for policy in disclosing.policies():
                say(f"{policy.id:16} {policy.title} (as of {policy.checked_on})")
            for problem in disclosing.problems:
                say(problem)
            return 0
        policy = disclosing.policy(arguments.policy)
        answers = _answers(arguments.answer, policy)
        disclosure = answered(policy, disclosing.measures(), answers)
        made = _json(disclosure) if arguments.json else as_text(disclosure)
        if arguments.output:
            disclosing.write(Path(arguments.output), made)
        else:
            write_out(made)
    if not arguments.json:
        for question in disclosure.open_questions:
            options = ", ".join(option.id for option in question.options)
            say(f"Yours to decide: {question.text} --answer {question.id}=… ({options})")
        say(policy.check)
    return 0


def _answers(given: list[str], policy: Policy) -> dict[str, str]:
    """Return the writer's answers; raise InputError for one that the policy does not offer."""
    known = {question.id: question for question in policy.questions}
    answers: dict[str, str] = {}
    for entry in given:
        name, _, option = entry.partition("=")
        if name not in known:
            names = ", ".join(known)
            raise InputError(f"“{policy.title}” asks no question “{name}”; it asks: {names}.")
        if known[name].option(option) is None:
            options = ", ".join(choice.id for choice in known[name].options)
            raise InputError(f"“{option}” is no answer to {name}; answers are: {options}.")
        answers[name] = option
    return answers


def _json(disclosure: Disclosure) -> str:
    document = {
        "policy": disclosure.policy.id,
        "checked_on": disclosure.policy.checked_on.isoformat(),
        "answers": [
            {
                "question": answer.question.id,
                "suggested": answer.suggested or None,
                "chosen": answer.chosen or None,
                "basis": "recorded" if answer.is_recorded else "declared",
                "refusal": answer.refusal or None,
            }
            for answer in disclosure.answers
        ],
        "statements": [
            {
                "title": statement.title,
                "sentences": [
                    {"text": said.text, "basis": said.basis.value, "measures": list(said.measures)}
                    for said in statement.sentences
                ],
            }
            for statement in disclosure.statements
        ],
        "check": disclosure.policy.check,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
