"""Two verbs at once: one is done, the other is refused, and readers see one revision."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from news.conflicts import Conflict
from news.models import Article, Revision
from tests import make

# What migrations wrote is put back afterwards: these tests empty every table.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

VERBS = {
    "publish": {},
    "publish tomorrow": {"at": True},
    "withdraw": {"reason": "A doubt."},
    "correct": {"kind": "typo", "text": "A typo.", "lead": "Other words."},
    "save_draft": {},
}


def run_at_once(*acts):
    """Run acts in threads of their own, really at once where the database can; what each came to."""
    outcomes = [None] * len(acts)
    side_by_side = connection.vendor == "postgresql"
    barrier = Barrier(len(acts) if side_by_side else 1)

    def run(number, act):
        try:
            barrier.wait()
            act()
            outcomes[number] = "done"
        except Conflict:
            outcomes[number] = "conflict"
        except Exception as error:  # the test shows it
            outcomes[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
        if not side_by_side:
            # One writer at a time is all that SQLite has: the second one comes when the first is done.
            thread.join()
    for thread in threads:
        thread.join()
    return outcomes


def act_on(article, name, editor):
    options = dict(VERBS[name])
    if options.get("at"):
        options["at"] = timezone.now() + make.DAY
    opened = Article.objects.get(pk=article.pk)
    return lambda: getattr(opened, name.split()[0])(by=editor, version=article.version, **options)


@pytest.mark.parametrize("one", VERBS)
@pytest.mark.parametrize("other", ["publish", "withdraw"])
def test_of_two_verbs_at_once_one_is_done_and_one_refused(one, other):
    editor = make.an_editor()
    article = make.a_published_article(by=editor)

    outcomes = run_at_once(act_on(article, one, editor), act_on(article, other, editor))

    assert sorted(map(str, outcomes)) == ["conflict", "done"]
    assert article.revisions.live().count() <= 1
    assert Article.objects.get(pk=article.pk).version == article.version + 1


def test_many_who_publish_at_once_leave_one_live_revision():
    editor = make.an_editor()
    article = make.an_article()

    outcomes = run_at_once(*(act_on(article, "publish", editor) for _ in range(5)))

    assert sorted(map(str, outcomes)) == ["conflict"] * 4 + ["done"]
    assert Revision.objects.count() == Revision.objects.live().count() == 1
