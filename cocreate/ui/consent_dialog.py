"""The question before text leaves this machine for the first time: what, to whom, at what cost."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cocreate.ui.prompts import Question
from cocreate.ui.spoken import counted, money
from cocreate.workspace.asking import ConsentRequest


def consent_question(request: ConsentRequest) -> Question:
    """Return the question as it is put to the writer."""
    cost = request.estimate.cost
    price = (
        _tr("at most {cost}").format(cost=money(cost))
        if cost is not None
        else _tr("unknown, because no price is known for {model}").format(model=request.model)
    )
    detail = "\n".join(
        (
            _tr("To: {provider}, {host}").format(provider=request.provider, host=request.host),
            _tr("Model: {model}").format(model=request.model),
            _tr("What: {what}").format(what=request.what),
            _tr("This time: {characters}, about {tokens}").format(
                characters=counted(request.characters, _tr("1 character"), _tr("{n} characters")),
                tokens=counted(request.estimate.input_tokens, _tr("1 token"), _tr("{n} tokens")),
            ),
            _tr("Cost of this question: {price}").format(price=price),
            "",
            _tr("You are asked once for this service and this project."),
        )
    )
    return Question(
        title=_tr("Send text to {provider}?").format(provider=request.provider),
        sentence=_tr("{provider} is a service outside this machine.").format(
            provider=request.provider
        ),
        detail=detail,
        yes=_tr("Send"),
        no=_tr("Do not send"),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Consent", words)
