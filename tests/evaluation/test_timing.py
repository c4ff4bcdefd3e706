from matcher.evaluation.timing import TimedEncoder


def test_only_queries_are_timed_and_vectors_stay_the_same(encoder):
    timed = TimedEncoder(encoder)
    passages = timed.encode_passages(["flood sensors"])
    assert timed.took_ms == 0
    queries = timed.encode_queries(["flood sensors"])
    first = timed.took_ms
    assert first > 0
    timed.encode_queries(["flood sensors"])
    assert timed.took_ms > first
    assert (passages == encoder.encode_passages(["flood sensors"])).all()
    assert (queries == encoder.encode_queries(["flood sensors"])).all()
    assert (timed.id, timed.dimension) == (encoder.id, encoder.dimension)
