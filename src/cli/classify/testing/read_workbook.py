# Reads a workbook with nothing of ours: Python's own zip and XML. Prints its sheets as JSON: name -> rows of texts.
import json
import sys
import xml.etree.ElementTree as tree
import zipfile

main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

with zipfile.ZipFile(sys.argv[1]) as book:
    assert book.testzip() is None
    targets = {r.get("Id"): r.get("Target") for r in tree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    sheets = {}
    for sheet in tree.fromstring(book.read("xl/workbook.xml")).iter(main + "sheet"):
        rows = tree.fromstring(book.read("xl/" + targets[sheet.get(relation)])).iter(main + "row")
        sheets[sheet.get("name")] = [["".join(t.text or "" for t in c.iter(main + "t")) for c in row] for row in rows]
print(json.dumps(sheets))
