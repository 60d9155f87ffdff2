"""Price floors rebuilt from letters on a page, and documents kept with their text; pages are written by hand."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.sources import load_pack, read_source
from petroverse.sources.pdfs.page import Letter, lines_of

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PACK = load_pack("npa_ghana")
TABLE = [("Petrol", "12.92"), ("Diesel", "13.24"), ("LPG", "14.52")]


def text_at(x, y, text, *, turn=0.0, size=11):
    escaped = text.replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf 1 {turn:.8f} {-turn:.8f} 1 {x} {y} Tm ({escaped}) Tj ET"


def picture_at(x, y, width, height):
    return f"q {width} 0 0 {height} {x} {y} cm /Im1 Do Q"


def pdf(*pages):
    """A PDF of pages, each a list of drawing commands."""
    picture = zlib.compress(b"\x80" * 300)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    objects.append(
        "<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        f" /Filter /FlateDecode /Length {len(picture)} >>\nstream\n{picture.decode('latin-1')}\nendstream"
    )
    kids = []
    for page in pages:
        drawn = "\n".join(page)
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    body, places = "%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    body += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return f"{body}startxref\n{body.index('xref')}\n%%EOF".encode("latin-1")


def letter(*, table=True, turn=0.0, last=False, picture=False):
    head = [
        text_at(72, 700, "NATIONAL PETROLEUM AUTHORITY", size=16),
        text_at(72, 640, "Ex-Pump Price Floors for the Period 1st - 15th November 2024:"),
    ]
    body = [text_at(72, 400, "Companies comply with the above for the window."), text_at(400, 300, "29th October 2024")]
    rows = [text_at(180, 620, "Product", turn=turn), text_at(300, 620, "Ex-Pump Price Floor (GHS/Lt or Kg)", turn=turn)]
    for at, (product, price) in enumerate(TABLE):
        y = 600 - 20 * at
        rows.append(text_at(180, y, product, turn=turn))
        rows += [text_at(380 + 8 * place, y, sign, turn=turn) for place, sign in enumerate(price)]
    drawn = rows if table else [picture_at(100, 480, 400, 150)] if picture else []
    return pdf([*head, *body, *drawn] if last else [*head, *drawn, *body])


def read(content, name="floors.pdf"):
    return read_source(content, name, [PACK], now=NOW)


def rules(reading):
    return [(each.rule, each.severity, each.sheet) for each in reading.findings]


def test_floors_become_prices_of_their_window():
    reading = read(letter())
    columns = reading.tables[0].columns
    assert list(zip(columns["product"], columns["price"], columns["unit"], strict=True)) == [
        ("gasoline", 12.92, "GHS/L"),
        ("gasoil", 13.24, "GHS/L"),
        ("lpg", 14.52, "GHS/kg"),
    ]
    assert set(columns["kind"]) == {"floor"}
    assert reading.editions[0].slot == "price/floor/window/2024-11-01"
    assert rules(reading) == []


def test_a_letter_without_properties_is_known_on_the_day_it_names():
    known = read(letter()).editions[0].known
    assert (known.at.date().isoformat(), known.basis) == ("2024-10-29", "stated")


def test_letters_at_an_angle_are_put_in_order_and_reported():
    reading = read(letter(turn=1e-6))
    assert list(reading.tables[0].columns["price"]) == [12.92, 13.24, 14.52]
    assert rules(reading) == [("rotated_table", "look", "page 1")]


def test_a_pasted_drawing_is_put_in_order_and_reported():
    reading = read(letter(last=True))
    assert list(reading.tables[0].columns["price"]) == [12.92, 13.24, 14.52]
    assert rules(reading) == [("table_is_image", "look", "page 1")]


def test_a_table_that_is_a_picture_is_refused_with_the_form_to_fill_in():
    reading = read(letter(table=False, picture=True))
    assert (reading.verdict, rules(reading)) == ("refused", [("table_is_image", "blocks", "page 1")])
    assert "price-floors.csv" in reading.reason
    assert "Price Floors" in reading.text


def test_a_letter_without_a_table_or_picture_is_refused_for_what_it_is():
    assert rules(read(letter(table=False))) == [("unknown_layout", "blocks", "page 1")]


def test_any_other_document_is_kept_with_the_text_of_every_page():
    reading = read(
        pdf([text_at(72, 700, "Pricing guidelines")], [text_at(72, 700, "of the National Petroleum Authority")])
    )
    assert (reading.verdict, reading.family, reading.publisher) == ("stored", "document", "npa_ghana")
    assert reading.text.split("\f") == ["Pricing guidelines", "of the National Petroleum Authority"]
    assert not reading.findings


def test_pages_without_text_are_counted():
    reading = read(pdf([text_at(72, 700, "Cover")], [picture_at(0, 0, 595, 842)], []))
    assert [(each.rule, each.cell) for each in reading.findings] == [("no_text_layer", "pages 2 of 3")]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.4\ngarbage" * 50, letter()[:300]])
def test_a_damaged_document_is_refused(content):
    reading = read(content)
    assert reading.verdict == "refused"
    assert reading.findings[0].rule == "damaged_document"


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=1, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_lines_are_rebuilt_whatever_the_order_of_the_letters(words, random):
    letters = [
        Letter(sign, 60.0 * at + 5 * place, 100.0, 60.0 * at + 5 * place + 5, 110.0, 0, False)
        for at, word in enumerate(words)
        for place, sign in enumerate(word)
    ]
    random.shuffle(letters)
    assert [line.cells for line in lines_of(letters)] == [tuple(words)]
