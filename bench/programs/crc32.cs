namespace ClaudeLang.CSharp.Programs;

/// <summary>Bits: the CRC-32 of n bytes, by a table of 256 words.</summary>
public static class Crc32
{
    public static long Run(int n)
    {
        uint[] t = MakeTable();
        uint c = 0xffffffff;
        for (int i = 0; i < n; i++)
        {
            uint value = (uint)(i * 7) & 255;
            c = t[(c ^ value) & 255] ^ (c >> 8);
        }
        return c ^ 0xffffffff;
    }

    private static uint[] MakeTable()
    {
        var t = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint c = i;
            for (int k = 0; k < 8; k++) c = (c & 1) == 1 ? 0xedb88320 ^ (c >> 1) : c >> 1;
            t[i] = c;
        }
        return t;
    }
}
