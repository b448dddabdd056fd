# Bits: the CRC-32 of n bytes, by a table of 256 words.
def make_table():
    t = []
    for i in range(256):
        c = i
        for _ in range(8):
            c = 0xEDB88320 ^ c >> 1 if c & 1 else c >> 1
        t.append(c)
    return t


def run(n):
    t, c = make_table(), 0xFFFFFFFF
    for i in range(n):
        byte = i * 7 & 255
        c = t[(c ^ byte) & 255] ^ c >> 8
    return c ^ 0xFFFFFFFF
