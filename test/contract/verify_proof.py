#!/usr/bin/env python3
"""Checks Grein's proofs by docs/reference/proof-format.md alone; it shares no code with Grein and needs nothing but Python 3.

    python3 verify_proof.py [--key VERIFIER_KEY] [--witness WITNESS_KEY]... FILE...

One line for each file, "valid …" or "invalid: why". Ends with 0 when all are valid.
"""
import base64
import hashlib
import json
import re
import sys

# Ed25519 after RFC 8032, section 5.1: slow and plain, for checking public signatures.
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


class Invalid(Exception):
    pass


def demand(condition, why):
    if not condition:
        raise Invalid(why)


def recover_x(y, sign):
    demand(y < P, "point")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    demand((x * x - square) % P == 0 and not (x == 0 and sign), "point")
    return P - x if x % 2 != sign else x


def decompress(data):
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = recover_x(y, number >> 255)
    return (x, y, 1, x * y % P)


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    i, j, k, l = f - e, h - g, h + g, f + e
    return (i * j % P, k * l % P, j * k % P, i * l % P)


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signature(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    try:
        point, commitment = decompress(public), decompress(signature[:32])
    except Invalid:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= Q:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = times(s, BASE), add(commitment, times(challenge, point))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def sha256(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha256(b"\x01" + left + right)


def unbase64(text, length, why):
    demand(isinstance(text, str), why)
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Invalid(why)
    demand(base64.b64encode(data).decode() == text, why)
    demand(length is None or len(data) == length, why)
    return data


def read_key(text, kind=1):
    demand(isinstance(text, str), "key")
    found = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", text)
    demand(found, "key")
    name, key_id, encoded = found.groups()
    data = unbase64(encoded, 33, "key")
    demand(data[0] == kind, "key")
    expected = sha256(name.encode() + b"\n" + data)[:4]
    demand(expected.hex() == key_id, "key")
    return name, expected, data[1:]


def read_checkpoint(note, key, witnesses=()):
    name, key_id, public = key
    demand(isinstance(note, str) and note.endswith("\n"), "note")
    demand(not re.search(r"[\x00-\x09\x0b-\x1f]", note), "note")
    text, blank, tail = note.rpartition("\n\n")
    demand(blank and tail, "note")
    text += "\n"
    own, seen = 0, set()
    for line in tail[:-1].split("\n"):
        found = re.fullmatch(r"\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)", line)
        demand(found, "note")
        data = unbase64(found[2], None, "note")
        demand(len(data) > 4, "note")
        if found[1] == name and data[:4] == key_id:
            demand(is_signature(public, text.encode(), data[4:]), "signature")
            own += 1
        for witness in witnesses:
            if found[1] == witness[0] and data[:4] == witness[1]:
                demand(len(data) == 76, "witness")
                time = int.from_bytes(data[4:12], "big")
                message = b"cosignature/v1\ntime %d\n" % time + text.encode()
                demand(is_signature(witness[2], message, data[12:]), "witness")
                seen.add(witness)
    demand(own > 0, "signature")
    demand(seen == set(witnesses), "witness")
    lines = text[:-1].split("\n")
    demand(len(lines) >= 3 and all(lines), "note")
    demand(lines[0] == name, "origin")
    demand(re.fullmatch(r"0|[1-9][0-9]{0,15}", lines[1]), "note")
    return int(lines[1]), unbase64(lines[2], 32, "note")


def is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def members(proof, names):
    demand(set(proof) == set(names), "members")


def check_leaf(proof):
    leaf = unbase64(proof["leaf"], 32, "leaf")
    demand((proof["record"] is None) == (proof["salt"] is None), "record")
    if proof["record"] is not None:
        demand(isinstance(proof["record"], str), "record")
        salt = unbase64(proof["salt"], 32, "salt")
        demand(sha256(b"\x00" + salt + proof["record"].encode()) == leaf, "record")
    return leaf


def check_place(proof, leaf, size, root):
    index = proof["index"]
    demand(is_whole(index) and 0 <= index < size, "index")
    fn, sn, r = index, size - 1, leaf
    for p in read_path(proof):
        demand(sn != 0, "path")
        if fn % 2 or fn == sn:
            r = node(p, r)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn // 2, sn // 2
        else:
            r = node(r, p)
        fn, sn = fn // 2, sn // 2
    demand(sn == 0 and r == root, "root")
    return index


def check_inclusion(proof, key, witnesses):
    brought = ["content"] if "content" in proof else []
    members(proof, ["format", "kind", "record", "salt", "leaf", "index", "path", "checkpoint", "verifierKey"] + brought)
    demand(proof["kind"] == "inclusion", "kind")
    leaf = check_leaf(proof)
    if brought:
        demand(isinstance(proof["content"], str) and proof["record"] is not None, "content")
        said = json.loads(proof["record"])
        hashed = sha256(proof["content"].encode()).hex()
        demand(isinstance(said, dict) and said.get("contentSha256") == hashed, "content")
    size, root = read_checkpoint(proof["checkpoint"], key, witnesses)
    return f"valid inclusion {check_place(proof, leaf, size, root)} of {size}"


NOT_SHOWN = (
    "That nothing was left out. Whoever made this file chose what is in it; only a check of the whole log shows what else is there. | "
    "Dat er niets is weggelaten. Wie dit bestand maakte, koos wat erin staat; alleen een controle van het hele logboek laat zien wat er nog meer is."
)


def check_set(proof, key, witnesses):
    members(proof, ["format", "about", "proofs", "checkpoint", "verifierKey"])
    demand(isinstance(proof["about"], dict), "about")
    said = ["notShown"] if "notShown" in proof["about"] else []
    members(proof["about"], ["kind", "id", "name", "part", "parts"] + said)
    demand(proof["about"].get("notShown", NOT_SHOWN) == NOT_SHOWN, "about")
    demand(proof["about"]["kind"] in ("batch", "release"), "about")
    demand(all(isinstance(proof["about"][name], str) for name in ("id", "name")), "about")
    part, parts = proof["about"]["part"], proof["about"]["parts"]
    demand(is_whole(part) and is_whole(parts) and 1 <= part <= parts, "about")
    demand(isinstance(proof["proofs"], list) and 0 < len(proof["proofs"]) <= 20000, "proofs")
    size, root = read_checkpoint(proof["checkpoint"], key, witnesses)
    places = set()
    for one in proof["proofs"]:
        demand(isinstance(one, dict), "proofs")
        members(one, ["record", "salt", "leaf", "index", "path"])
        places.add(check_place(one, check_leaf(one), size, root))
    demand(len(places) == len(proof["proofs"]), "proofs")
    check_about(proof["about"], [one["record"] for one in proof["proofs"] if one["record"] is not None])
    return f"valid set {len(places)} of {size}"


def check_about(about, records):
    spelled = json.dumps(about["id"], ensure_ascii=False)
    naming = [record for record in records if spelled in record]
    demand(re.fullmatch(r"bat_[0-9a-z-]+", about["id"]) and (not records or naming), "about")
    for record in naming:
        demand(all(name == about["name"] for name in names_of(about["id"], json.loads(record))), "about")


def names_of(batch, value):
    if isinstance(value, dict):
        if value.get("batchId") == batch and isinstance(value.get("name"), str):
            yield value["name"]
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from names_of(batch, inner)


def check_consistency(proof, key, witnesses):
    members(proof, ["format", "from", "to", "path", "verifierKey"])
    first, older = read_checkpoint(proof["from"], key)
    second, newer = read_checkpoint(proof["to"], key, witnesses)
    path = read_path(proof)
    demand(first <= second, "order")
    answer = f"valid consistency {first} to {second}"
    if first == 0 or first == second:
        demand(path == [] and older == (newer if first else sha256(b"")), "root")
        return answer
    if first & (first - 1) == 0:
        path = [older] + path
    demand(path, "path")
    fn, sn = first - 1, second - 1
    while fn % 2:
        fn, sn = fn // 2, sn // 2
    fr = sr = path[0]
    for c in path[1:]:
        demand(sn != 0, "path")
        if fn % 2 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn // 2, sn // 2
        else:
            sr = node(sr, c)
        fn, sn = fn // 2, sn // 2
    demand(sn == 0 and fr == older and sr == newer, "root")
    return answer


def read_path(proof):
    demand(isinstance(proof["path"], list) and len(proof["path"]) <= 64, "path")
    return [unbase64(step, 32, "path") for step in proof["path"]]


def check(data, trusted, witnesses):
    try:
        proof = json.loads(data.decode("utf-8"))
    except ValueError:
        raise Invalid("not JSON")
    demand(isinstance(proof, dict), "not JSON")
    checks = {"grein-proof/1": check_inclusion, "grein-proofs/1": check_set, "grein-consistency/1": check_consistency}
    demand(isinstance(proof.get("format"), str) and proof["format"] in checks, "format")
    demand("verifierKey" in proof, "members")
    demand(trusted is None or proof["verifierKey"] == trusted, "key")
    return checks[proof["format"]](proof, read_key(proof["verifierKey"]), witnesses)


def main(arguments):
    trusted, witnesses = None, []
    while arguments[:1] in (["--key"], ["--witness"]):
        option, value, *arguments = arguments
        if option == "--key":
            trusted = value
        else:
            witnesses.append(read_key(value, kind=4))
    all_valid = True
    for path in arguments:
        with open(path, "rb") as file:
            data = file.read()
        try:
            print(check(data, trusted, tuple(witnesses)))
        except Invalid as why:
            all_valid = False
            print(f"invalid: {why}")
    return 0 if all_valid and arguments else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
