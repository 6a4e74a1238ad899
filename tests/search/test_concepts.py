from bot.domain.hits import Match
from bot.search.concepts import read_concepts
from bot.search.fillers import Fillers, read_fillers


def test_each_kind_of_line_is_read():
    concepts, unreadable = read_concepts(
        [
            "# note",
            "## Heading",
            "",
            "k8s, kube = kubernetes",
            "long meetings -> facilitation",
            "outside: gunsmith",
            "first: java = @java-course, not javascript",
        ],
        Fillers(),
    )
    assert not unreadable
    assert {(concept.said, concept.match, concept.terms) for concept in concepts.all} == {
        ("k8s", Match.ANOTHER_NAME, ("kubernetes",)),
        ("kube", Match.ANOTHER_NAME, ("kubernetes",)),
        ("long meetings", Match.CONCEPT, ("facilitation",)),
        ("gunsmith", Match.CONCEPT, ()),
        ("java", Match.ANOTHER_NAME, ("@java-course",)),
    }
    java = next(concept for concept in concepts.all if concept.said == "java")
    assert (java.is_order, java.never) == (True, ("javascript",))


def test_a_line_that_only_says_what_is_not_meant_is_unreadable():
    assert read_concepts(["aws = not welding"], Fillers())[1] == ["aws = not welding"]


def test_linking_words_may_be_missing_in_a_phrase_unless_it_has_no_others():
    concepts, _ = read_concepts(
        ["my the dog -> pets", "for my -> gifts"], Fillers(linking=frozenset({"my", "the", "for"}))
    )
    assert {concept.said: concept.words for concept in concepts.all} == {
        "my the dog": frozenset({"dog"}),
        "for my": frozenset({"for", "my"}),
    }


def test_a_phrase_never_shrinks_to_a_word_that_says_nothing():
    fillers = read_fillers(["linking: to do", "light: list"])
    concepts, _ = read_concepts(["to do list -> time management"], fillers)
    assert concepts.all[0].words == {"to", "do", "list"}


def test_words_that_say_nothing_one_by_one_must_be_said_word_for_word():
    fillers = read_fillers(["it job for me is"])
    concepts, _ = read_concepts(["it job -> computers"], fillers)
    assert concepts.all[0].word_for_word == ("it", "job")


def test_a_line_without_meaning_is_reported():
    _, unreadable = read_concepts(["just words", "k8s = ", " -> x", "good = better"], Fillers())
    assert unreadable == ["just words", "k8s =", "-> x"]


def test_fillers_are_of_three_kinds():
    fillers = read_fillers(["# note", "please", "linking: my", "light: basic my"])
    assert fillers.ignored == {"please", "my"}
    assert fillers.linking == {"my"}
    assert fillers.light == {"basic"}


def test_the_language_of_a_goal_shows_in_its_small_words():
    fillers = read_fillers(["i want to", "es: quiero aprender la a", "it: voglio imparare la"])
    assert fillers.ignored >= {"quiero", "voglio", "want"}
    assert fillers.language_of(["quiero", "aprender", "sql"]) == "es"
    assert fillers.language_of(["i", "want", "sql"]) is None
    assert fillers.language_of(["la"]) is None
