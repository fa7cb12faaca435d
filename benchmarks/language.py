"""Texts in other languages.

How many English sentences are wrongly counted as another language, and how many
sentences in other languages are counted rightly. The English ones are distinct texts
of development data; the others were written for this test, short ones among them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path

from benchmarks.record import SHARED, Row, save
from contradict.language import count_not_english

SEED = 0
COUNT = 3000
SETS = ("dev/xnli_en", "dev/fever_eval", "dev/check_covid", "dev/newprot")
OTHERS = {
    "French": ["Les forces arméniennes ne sont pas déployées au Karabakh.", "Le pont est fermé."],
    "German": ["Das Ministerium bestreitet den Vorfall.", "Die Brücke ist zu."],
    "Spanish": ["El gobierno anunció el cierre de la escuela.", "El puente está cerrado."],
    "Italian": ["Il ministro ha negato le accuse.", "Il ponte è chiuso."],
    "Portuguese": ["O presidente renunciou na terça-feira.", "A ponte está fechada."],
    "Dutch": ["De minister ontkent dat de brug gesloten is.", "De brug is dicht."],
    "Polish": ["Ministerstwo zaprzeczyło tym doniesieniom.", "Most jest zamknięty."],
    "Swedish": ["Regeringen förnekar att trupper finns i området.", "Bron är stängd."],
    "Finnish": ["Hallitus kiistää joukkojen läsnäolon alueella.", "Silta on suljettu."],
    "Turkish": ["Ordu bölgede konuşlandırılmadığını açıkladı.", "Köprü kapalı."],
    "Romanian": ["Armata nu este prezentă în regiune.", "Podul este închis."],
    "Russian": ["Власти отрицают присутствие войск.", "Мост закрыт."],
    "Armenian": ["Հայաստանի զինված ուժերը տեղակայված չեն։", "Կամուրջը փակ է։"],
    "Persian": ["وزارت دفاع این خبر را رد کرد", "پل بسته است"],
    "Chinese": ["政府否认了这一消息。", "桥已关闭。"],
    "Japanese": ["アルメニア軍は駐留していない。", "橋は閉鎖中だ。"],
}


def measure(data: Path) -> list[Row]:
    """Return a row per set of English texts, and one for the other languages."""
    rows: list[Row] = []
    for name in SETS:
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            pairs = [json.loads(line) for line in lines]
        texts = sorted({pair[key] for pair in pairs for key in ("premise", "hypothesis")})
        texts = random.Random(SEED).sample(texts, min(COUNT, len(texts)))
        rows.append({"texts": name, "count": len(texts), "not English": count_not_english(texts)})
    for place, length in enumerate(("a statement", "three words")):
        texts = [examples[place] for examples in OTHERS.values()]
        label = f"{len(OTHERS)} other languages, {length}"
        rows.append({"texts": label, "count": len(texts), "not English": count_not_english(texts)})
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    options = parser.parse_args()
    save(
        "language",
        measure(options.data),
        data=[options.data / f"{name}.jsonl.gz" for name in SETS],
        seed=SEED,
        notes=["The odds and the benefit of the doubt were chosen on the English sets."],
    )
