"""The local web page and the HTTP interface (`fitcheck serve`); needs the extra `serve`.

    browser ─▶ guard ─▶ app ─▶ requests ─▶ judges ─ pipes ─▶ judge (a process of its own)

`guard` decides before a byte of a body is read who may ask what, and how much at once; `requests`
makes a `Task` of a body; `judges` hands it to a process that reads, judges and renders it and that
is ended when it is late. The serving process itself understands no file.
"""
