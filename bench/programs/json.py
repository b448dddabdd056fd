# Strings and tables: a text of n JSON objects is parsed by recursive descent into lists, dicts, strings, integers and booleans; a sum over all of it.
class Reader:
    __slots__ = ("text", "at")

    def __init__(self, text):
        self.text = text
        self.at = 0

    def value(self):
        c = self.text[self.at]
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        if c == "t":
            self.at += 4
            return True
        if c == "f":
            self.at += 5
            return False
        return self.number()

    def number(self):
        value = 0
        c = self.text[self.at]
        while "0" <= c <= "9":
            value = value * 10 + ord(c) - 48
            self.at += 1
            c = self.text[self.at]
        return value

    def string(self):
        self.at += 1
        start = self.at
        while self.text[self.at] != '"':
            self.at += 1
        self.at += 1
        return self.text[start : self.at - 1]

    def array(self):
        items = []
        while self.text[self.at] != "]":
            self.at += 1
            items.append(self.value())
        self.at += 1
        return items

    def object(self):
        members = {}
        while self.text[self.at] != "}":
            self.at += 1
            key = self.string()
            self.at += 1
            members[key] = self.value()
        self.at += 1
        return members


def make_text(n):
    pieces = ["["]
    for i in range(n):
        if i > 0:
            pieces.append(",")
        pieces.append('{"id":%d,"name":"item %d","tags":["red","green"],"ok":%s,"size":%d}' % (i, i, "true" if i % 3 == 0 else "false", i * 7))
    pieces.append("]")
    return "".join(pieces)


def total(value):
    if value is True or value is False:
        return 1 if value else 0
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list):
        return sum(total(item) for item in value)
    return sum(len(key) + total(member) for key, member in value.items())


def run(n):
    return total(Reader(make_text(n)).value())
