"""Makes differential.jsonl: inputs of JSON paths and of $util, with the values of other implementations.

    python3 -m pip install jsonpath-ng==1.8.0
    python3 differential.py > differential.jsonl

Paths without a filter are evaluated by the thirty lines below, which follow RFC 9535, and paths with one by jsonpath-ng.
The functions are those of Python's json, base64 and urllib. No value comes from Patchbay.
"""

import base64
import json
import random
import re
import urllib.parse

from jsonpath_ng.ext import parse

STORE = {
    "store": {
        "book": [
            {"category": "reference", "author": "Nigel Rees", "title": "Sayings of the Century", "price": 8.95},
            {"category": "fiction", "author": "Evelyn Waugh", "title": "Sword of Honour", "price": 12.99},
            {"category": "fiction", "author": "Herman Melville", "title": "Moby Dick", "isbn": "0-553-21311-3", "price": 8.99},
            {"category": "fiction", "author": "J. R. R. Tolkien", "title": "The Lord of the Rings", "isbn": "0-395-19395-8", "price": 22.99},
        ],
        "bicycle": {"color": "red", "price": 19.95},
    },
    "expensive": 10,
    "a-b": {"c d": 1, "é": [True, False, None], "$": {"x": "y"}, "": 0},
    "nested": [[1, 2, [3, 4]], [], [[5]], {"n": {"n": {"n": "deep"}}}],
}

PATHS = """
$ | $.store | $.store.book | $.store.book[0] | $.store.book[0].title | $['store']['book'][1]['author'] | $.store.book[3].isbn
$.store.book[0].isbn | $.store.book[9] | $.store.book[-1] | $.store.book[-2].title | $.store.book[-9] | $.missing | $.store.missing.deep
$.store.book[*] | $.store.book[*].author | $.store.book[*].isbn | $.store.* | $.store.bicycle.* | $.* | $.nested[*] | $.nested[*][*] | $.nested[0][*]
$..price | $..author | $..isbn | $..book[0] | $..book[*].title | $..n | $..missing | $.store..price | $..bicycle.color | $.nested..n
$.store.book[0:2] | $.store.book[1:] | $.store.book[:2] | $.store.book[-2:] | $.store.book[:-1] | $.store.book[1:3].title | $.store.book[2:9] | $.store.book[5:7]
$['a-b']['c d'] | $['a-b']['é'] | $['a-b']['é'][0] | $['a-b']['é'][2] | $['a-b']['$'].x | $.expensive | $.expensive.x | $.expensive[0]
$.nested[0][2][1] | $.nested[2][0][0] | $.nested[3].n.n.n | $.nested[1] | $.nested[1][0] | $.nested[3].n.n
$.store.book[?(@.price < 10)] | $.store.book[?(@.price < 10)].title | $.store.book[?(@.price >= 12.99)].title | $.store.book[?(@.isbn)].title
$.store.book[?(@.category == 'fiction')].title | $.store.book[?(@.category != 'fiction')].title | $.store.book[?(@.price == 8.95)].author
$.store.book[?(@.price > 100)] | $.store.book[?(@.category == 'fiction' && @.price < 10)].title | $..book[?(@.price < 9)].price
"""

TEXTS = [
    "", "a", "plain text", "a b+c", "100%", "%", "%41", "%zz", "%4", "a=b&c=d", "~", "*", "-_.!'()", "é", "日本", "😀", "\u0000\u001f", "\u007f\u0080\u00ff",
    "\u2028\u2029", "\"quoted\"", "it's", "</script>", "back\\slash", "line\nfeed\r\ttab\b\f", "%C3%A9", "%e6%97%a5", "a%20b+c", "%2B%2b", "YQ==", "YWI=", "YWJj",
    "w6k=", "8J+YgA==", "YQ", "YWI", "Y Q==", "====", "-_-_", "a\nb",
]

JSON_TEXTS = [
    "{}", "[]", "1", "-0", "1.5", "1e3", "true", "null", '"x"', ' {"a" : [1, 2]} ', '{"a":{"b":[true,null,"é"]}}', '"\\u00e9\\n\\/"', '"\\ud83d\\ude00"',
    "", "{", "[1,]", "{a:1}", "{'a':1}", "01", "+1", ".5", "1.", "NaN", "Infinity", "-", "tru", '"a\nb"', '{"a":1}x', "// c\n1", '{"a":1,"a":2}', '"\\x"',
]


SELECTOR = re.compile(r"(\.\.)?(?:\.?(\*|[^.\[\]]+)|\[(?:'([^']*)'|(\*)|(-?\d+)|(-?\d*):(-?\d*))\])")


def children(value):
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def descendants(value):
    found = [value]
    for child in children(value):
        found += descendants(child)
    return found


def number(text):
    return int(text) if text else None


def select(value, match):
    _, name, quoted, star, index, begin, end = match.groups()
    if name == "*" or star:
        return children(value)
    if name is not None or quoted is not None:
        key = quoted if name is None else name
        return [value[key]] if isinstance(value, dict) and key in value else []
    if not isinstance(value, list):
        return []
    if index is None:
        return value[number(begin) : number(end)]
    return [value[int(index)]] if -len(value) <= int(index) < len(value) else []


def find(document, path):
    if "?" in path:
        return [match.value for match in parse(path.replace("&&", "&")).find(document)]
    found, position = [document], 1
    while position < len(path):
        match = SELECTOR.match(path, position)
        values = [each for value in found for each in descendants(value)] if match.group(1) else found
        found = [selected for value in values for selected in select(value, match)]
        position = match.end()
    return found


def path_row(document, path):
    found = find(document, path)
    row = {"function": "path", "document": document, "input": path}
    if any(mark in path for mark in ("*", "..", "?", ":")):
        row["expected"] = found
    elif found:
        row["expected"] = found[0]
    else:
        row["missing"] = True
    return row


def random_document(rng, depth):
    kind = rng.randrange(6 if depth < 4 else 4)
    if kind == 0:
        return rng.randrange(-5, 1000)
    if kind == 1:
        return rng.choice(["", "x", "a b", "é", "7", "true"])
    if kind == 2:
        return rng.choice([True, False, 2.5, -0.125])
    if kind == 3:
        return None if depth else {}
    if kind == 4:
        return [random_document(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {rng.choice("abcde"): random_document(rng, depth + 1) for _ in range(rng.randrange(4))}


def random_path(rng):
    path = "$"
    for _ in range(rng.randrange(1, 5)):
        path += rng.choice(
            [".%s" % rng.choice("abcde"), "['%s']" % rng.choice("abcde"), "[%d]" % rng.randrange(4), "[*]", ".*", "..%s" % rng.choice("abc"), "[1:]", "[:2]"])
    return path


def escape_java_script(text):
    parts = json.dumps(text)[1:-1].replace("\\\\", "\0").split("\\u")
    joined = parts[0] + "".join("\\u" + part[:4].upper() + part[4:] for part in parts[1:])
    return joined.replace("\0", "\\\\").replace("/", "\\/").replace("'", "\\'")


def attempt(function, text):
    row = {"input": text}
    try:
        row["expected"] = function(text)
    except (ValueError, RecursionError):
        row["refused"] = True
    return row


def no_constant(name):
    raise ValueError(name)


FUNCTIONS = {
    "urlEncode": lambda text: urllib.parse.quote_plus(text),
    "urlDecode": lambda text: urllib.parse.unquote_plus(text, errors="replace"),
    "base64Encode": lambda text: base64.b64encode(text.encode()).decode(),
    "base64Decode": lambda text: base64.b64decode(text, validate=True).decode("utf-8", "replace"),
    "escapeJavaScript": escape_java_script,
}


def main():
    rows = [path_row(STORE, path.strip()) for line in PATHS.strip().splitlines() for path in line.split(" | ")]
    rng = random.Random(20)
    while len(rows) < 400:
        document = {letter: random_document(rng, 1) for letter in "abcde"[: rng.randrange(1, 6)]}
        rows.append(path_row(document, random_path(rng)))
    for name, function in FUNCTIONS.items():
        for text in TEXTS:
            rows.append({"function": name, **attempt(function, text)})
    for text in JSON_TEXTS:
        rows.append({"function": "parseJson", **attempt(lambda each: json.loads(each, parse_constant=no_constant), text)})
    for row in rows:
        print(json.dumps(row, separators=(",", ":")))


main()
