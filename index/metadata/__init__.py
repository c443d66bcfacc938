"""What is known about a document besides its text: number, date, kind, parliament, who asked and who answered.

It does not know passages or search. `fields` reads a record (a line of a corpus, a sidecar file), `head` the first page, `where` the
filters that people write; `names` and `dates` hold the forms that all share. Nothing is guessed: what stands nowhere stays empty.
"""
