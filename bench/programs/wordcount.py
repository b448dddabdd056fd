# Strings and tables: a text of n random words is split at its spaces and the words are counted.
def make_text(n):
    pieces, x = [], 42
    for i in range(n):
        x = x * 16807 % 2147483647
        word = x % 800
        if i > 0:
            pieces.append(" ")
        pieces.append(chr(97 + word % 20))
        pieces.append(chr(97 + word // 40))
        pieces.append("word")
    return "".join(pieces)


def run(n):
    counts, total = {}, 0
    for word in make_text(n).split(" "):
        counts[word] = counts.get(word, 0) + 1
    for word, count in counts.items():
        total = (total + count * count * len(word)) % 1000000007
    return total * 1000 + len(counts)
