from __future__ import annotations

from cocreate.base.notify import Notifier


def test_everyone_who_listens_is_told_in_order():
    heard: list[str] = []
    notifier: Notifier[int] = Notifier()
    notifier.listen(lambda value: heard.append(f"one {value}"))
    notifier.listen(lambda value: heard.append(f"two {value}"))
    notifier.tell(7)
    assert heard == ["one 7", "two 7"]


def test_who_stopped_listening_hears_no_more():
    heard: list[int] = []
    notifier: Notifier[int] = Notifier()
    stop = notifier.listen(heard.append)
    stop()
    stop()
    notifier.tell(7)
    assert heard == []


def test_one_may_stop_listening_while_being_told():
    heard: list[int] = []
    notifier: Notifier[int] = Notifier()

    def once(value: int) -> None:
        heard.append(value)
        stop()

    stop = notifier.listen(once)
    notifier.listen(heard.append)
    notifier.tell(1)
    notifier.tell(2)
    assert heard == [1, 1, 2]
