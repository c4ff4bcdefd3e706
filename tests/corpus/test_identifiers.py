import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.corpus.identifiers import is_corporate_number, is_lei, is_municipality_code


@pytest.mark.parametrize("code", ["011002", "131016", "282103", "012106"])
def test_codes_of_japanese_municipalities(code):
    """Sapporo, Chiyoda, Kakogawa, Iwamizawa."""
    assert is_municipality_code(code, "JP")


@pytest.mark.parametrize("code", ["011001", "13101", "1310166", "abcdef"])
def test_a_wrong_check_digit_is_seen(code):
    assert not is_municipality_code(code, "JP")


@pytest.mark.parametrize(
    ("code", "valid"), [("05334002", True), ("08421000", True), ("17000000", False), ("5334002", False)]
)
def test_german_municipality_keys(code, valid):
    assert is_municipality_code(code, "DE") is valid


@pytest.mark.parametrize("number", ["7000012050002", "2000012020001"])
def test_corporate_numbers(number):
    """National Tax Agency, Ministry of Internal Affairs and Communications."""
    assert is_corporate_number(number)


@given(st.from_regex(r"[1-9][0-9]{12}", fullmatch=True), st.integers(0, 12), st.integers(1, 8))
def test_a_corporate_number_with_one_wrong_digit_is_seen(number, position, by):
    digits = [int(digit) for digit in number]
    twelve = sum(d * (1 + i % 2) for i, d in enumerate(reversed(digits[1:])))
    digits[0] = 9 - twelve % 9
    assert is_corporate_number("".join(map(str, digits)))
    if position:
        changed = [*digits]
        changed[position] = (changed[position] + by) % 10
        if {changed[position], digits[position]} != {0, 9}:  # 0 and 9 are the same by 9
            assert not is_corporate_number("".join(map(str, changed)))


def test_legal_entity_identifiers():
    assert is_lei("5493000IBP32UQZ0KL24")
    assert not is_lei("5493000IBP32UQZ0KL25")
    assert not is_lei("5493000ibp32uqz0kl24")
