"""Questions beside the window: quick ones at once, slow ones later, only the newest of a key."""

from functools import partial
from threading import Event

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget

from tests.ui.register import settle
from ui.pages.questions import Questions


@pytest.fixture
def questions(qapp):
    made = Questions()
    yield made
    made.stop()


def test_a_quick_answer_is_there_at_once(questions):
    answers: list[object] = []
    questions.ask("a", lambda: 7, answers.append)
    assert answers == [7] and not questions.waiting()


def test_a_slow_answer_arrives_later_and_the_window_goes_on(questions):
    answers: list[object] = []
    go = Event()
    questions.ask("a", lambda: go.wait(10), answers.append)
    assert answers == [] and questions.waiting()
    go.set()
    settle(lambda: answers == [True])


def test_only_the_newest_question_of_a_key_is_answered(questions):
    answers: list[object] = []
    go = Event()
    questions.ask("a", lambda: go.wait(10), lambda _answer: answers.append("old"))
    questions.ask("a", lambda: "new", answers.append)
    questions.ask("b", lambda: "other", answers.append)
    go.set()
    settle(lambda: not questions.waiting())
    assert set(answers) == {"new", "other"} and len(answers) == 2


def test_an_error_rises_where_the_answer_was_wanted(questions):
    with pytest.raises(ValueError, match="no"):
        questions.ask("a", _failing, lambda _answer: None)
    assert not questions.waiting()


def _failing() -> int:
    raise ValueError("no")


def test_what_was_forgotten_is_not_answered(questions):
    answers: list[object] = []
    go = Event()
    questions.ask("page.ids", lambda: go.wait(10), answers.append)
    questions.forget("page.")
    go.set()
    settle(lambda: not questions.waiting())
    assert answers == []


def test_the_thread_lets_go_of_what_it_holds(qapp):
    told = []
    made = Questions(enter=lambda: told.append("enter"), leave=lambda: told.append("leave"))
    made.stop()
    made.stop()
    assert told == ["enter", "leave"]


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def show_answer(self, where: str, answer: object) -> None:
        self.setObjectName(where)  # which raises once Qt has deleted it
        self.answers.append(answer)


def test_a_page_that_is_gone_is_told_nothing(questions):
    page = _Page()
    go = Event()
    questions.ask("a", lambda: go.wait(10), partial(page.show_answer, "here"))
    shiboken6.delete(page)
    go.set()
    settle(lambda: not questions.waiting())
    assert page.answers == []


def test_after_the_end_nothing_is_asked(questions):
    answers: list[object] = []
    questions.stop()
    questions.ask("a", lambda: 7, answers.append)  # typed on a page a moment before its register was closed
    assert answers == [] and not questions.waiting()
