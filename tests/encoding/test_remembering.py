import numpy as np

from matcher.encoding.remembering import RememberingEncoder


class Counting:
    dimension = 2
    id = None

    def __init__(self):
        self.asked = []

    def encode_queries(self, texts):
        self.asked.append(list(texts))
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)

    def encode_passages(self, texts, progress=None):
        return self.encode_queries(texts)


def test_a_question_is_encoded_once():
    counting = Counting()
    encoder = RememberingEncoder(counting)
    assert encoder.encode_queries(["a", "bb", "a"]).tolist() == [[1, 1], [2, 1], [1, 1]]
    assert encoder.encode_queries(["bb", "ccc"]).tolist() == [[2, 1], [3, 1]]
    assert counting.asked == [["a", "bb"], ["ccc"]]


def test_no_question_has_no_vector():
    assert RememberingEncoder(Counting()).encode_queries([]).shape == (0, 2)
