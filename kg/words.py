"""Words of running text, cut with jieba and the project's own names; the only module that imports it.

Names of bodies and models stay whole (``卫生健康委员会`` is one word). Used where words matter (keywords), never on the way from
a document to its facts.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache

from kg import lexicon, registry

with warnings.catch_warnings():  # its own invalid escapes warn on newer Pythons, and nobody mends them
    warnings.simplefilter("ignore")
    import jieba

_USUAL = 1000  # a frequency at which a name of ours wins against its parts


@cache
def _tokenizer() -> jieba.Tokenizer:
    """A tokenizer of our own: jieba's state is global, and its cache file lies open in the shared temporary folder."""
    jieba.setLogLevel("ERROR")
    own = jieba.Tokenizer()
    own.FREQ, own.total = own.gen_pfdict(own.get_dict_file())
    own.initialized = True
    for name in sorted(_names() | set(registry.load().bodies.local)):
        own.add_word(name, _USUAL)
    return own


def _names() -> set[str]:
    world = registry.load()
    bodies = {name for body in world.bodies for name in body.names if len(name) > 2}
    return bodies | {model.name for model in world.models}


def cut(text: str) -> list[str]:
    """`text` in words: ``推广三明医改经验`` → ``["推广", "三明医改", "经验"]``."""
    return list(_tokenizer().cut(text))


def content(text: str) -> Iterator[str]:
    """The words of `text` that carry its matter: two letters or more, no number, no body, none that every policy uses."""
    usual = _usual_words()
    return (word for word in cut(text) if len(word) > 1 and word not in usual and not _is_number(word))


@cache
def _usual_words() -> frozenset[str]:
    """Bodies stand in the brackets behind a task: they say who, not what."""
    return frozenset(lexicon.load()["words"].words["usual"]) | _names() | set(registry.load().bodies.local)


def _is_number(word: str) -> bool:
    return any(char.isdigit() for char in word)
