"""Twenty people at once: each is answered, with what they asked and nothing of another's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from index.quiet import quiet_environment
from tests.ui.many import Person, Told
from tests.ui.paced import HARBOUR, QUESTION, QUOTE, Screen

PEOPLE = 20
ASKED = {QUESTION: (QUOTE, HARBOUR), "Wird der Hafen in Sassnitz ausgebaut?": (HARBOUR, QUOTE)}


def test_twenty_people_at_once_get_their_own_answers(paced: Screen) -> None:
    def ask(number: int) -> tuple[int, list[Told]]:
        person = Person(paced.url, f"person-{number}")
        questions = list(ASKED)[:: -1 if number % 2 else 1]
        return number, [person.ask(f"{question} Hier fragt Person {number:02}.") for question in questions]

    with ThreadPoolExecutor(PEOPLE) as people:
        told = list(people.map(ask, range(PEOPLE)))
    for number, answers in told:
        for answer in answers:
            asked = next(question for question in ASKED if answer.question.startswith(question))
            turn = answer.shown.rpartition('<article class="turn"')[2]
            assert 'data-stage="done"' in turn
            said = turn.partition('class="answer answer-quoted"')[2].partition("</blockquote>")[0]
            assert ASKED[asked][0] in said
            assert ASKED[asked][1] not in said
        people_shown = {each for each in range(PEOPLE) if f"Hier fragt Person {each:02}." in answers[-1].shown}
        assert people_shown == {number}
        assert answers[-1].shown.count('<article class="turn"') == len(ASKED)


def test_no_table_of_all_questions_is_made_after_each() -> None:
    quiet_environment()
    import gradio as gr

    with gr.Blocks() as page:
        gr.HTML()
    queue = page.queue()._queue
    records = [{"time": 0.0, "status": "success", "process_time": 1.0, "function": "answer", "session_hash": "x"}]
    queue.events_recorded = 10_000
    assert queue.compute_analytics_summary(records) == {"functions": {}}
    assert queue.ANALYTICS_MAX_EVENTS == 1
