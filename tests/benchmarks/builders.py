"""A small labelled posting, built by hand."""

from __future__ import annotations

from benchmarks.corpus import CorpusPosting, CorpusResume, Grade, Split

POSTING = """# Baker

Crumb & Co. bakes bread for the harbour district.
- Bake sourdough from 3 a.m.
- Three years in a bakery
- Driving licence
"""

RESUME = """# Ines Ovenhard
Port Town

## Work
### Baker || 2019 – present
#### Rye House
- Made 400 loaves of sourdough a night

## Skills
Sourdough, French pastry
"""

SHEET = """posting P900
title Baker
zones L001 title; L002 about; L003-L005 required
L003 duty duty | sourdough baking
  R1 D r006
L004 required experience | bakery | 3 years
  R1 D r004 r006
L005 condition certification | driving licence
  R1 C
resume R1
sections r002 contact; r004-r005 header; r006 item; r008 skills
position Baker | Rye House | 2019 | present | r004
fit strong yes Seven years of the same work.
"""


def posting() -> CorpusPosting:
    resume = CorpusResume(id="P900R1", grade=Grade.STRONG, layout="one_column", source=RESUME)
    return CorpusPosting(
        id="P900",
        split=Split.DEV,
        language="en",
        region="GB",
        isco="7512",
        occupation="Baker",
        seniority="mid",
        employer="small",
        form="bullets",
        text=POSTING,
        resumes=(resume,),
    )
