# Strings: a string of n entries is built piece by piece, then read code point by code point.
def run(n):
    pieces = []
    for i in range(n):
        pieces.append(str(i))
        pieces.append(":")
        pieces.append(str(i * i))
        pieces.append(";")
    s, result = "".join(pieces), 0
    for i in range(len(s)):
        result = (result * 31 + ord(s[i])) % 1000000007
    return result
