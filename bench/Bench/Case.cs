using System.Globalization;

namespace ClaudeLang.Bench;

/// <summary>One program of bench/programs and how much of it to do in an iteration.</summary>
/// <param name="Group">What it stresses, for the report.</param>
/// <param name="Size">Its argument; the slowest language takes about a third of a second an iteration.</param>
/// <param name="QuickSize">Its argument with --quick.</param>
public sealed record Case(string Name, string Group, int Size, int QuickSize)
{
    /// <summary>How often a process repeats the work at least, and for how long; the same for all languages. In 20 iterations of 2 ms no compiler has come to its end.</summary>
    public const int Iterations = 20, LeastMs = 400, QuickIterations = 3;

    /// <summary>What a harness is told.</summary>
    public string[] Work(bool quick) => quick ? Work(QuickSize, QuickIterations, 0) : Work(Size, Iterations, LeastMs);

    public static string[] Work(int size, int iterations, int leastMs) => [.. ((int[])[size, iterations, leastMs]).Select(number => number.ToString(CultureInfo.InvariantCulture))];

#pragma warning disable IDE0055 // one aligned row a program
    public static readonly IReadOnlyList<Case> All =
    [
        new("fib",         "calls",             30,     18),
        new("tak",         "calls",             8,      4),
        new("ackermann",   "calls",             500,    40),
        new("loops",       "integer loops",     2400,   300),
        new("sieve",       "integer loops",     1500000, 100000),
        new("collatz",     "integer loops",     40000,  2000),
        new("matrix",      "integer loops",     150,    40),
        new("mandelbrot",  "floats",            200,    30),
        new("nbody",       "floats",            30000,  800),
        new("spectral",    "floats",            200,    40),
        new("fft",         "floats",            15,     10),
        new("binarytrees", "allocation",        13,     8),
        new("listsort",    "allocation",        12000,  2000),
        new("nqueens",     "allocation",        9,      6),
        new("towers",      "records",           16,     9),
        new("storage",     "records",           9,      5),
        new("bounce",      "records",           4000,   100),
        new("permute",     "records",           8,      5),
        new("queens",      "records",           800,    40),
        new("sha256",      "bits",              250,    40),
        new("crc32",       "bits",              600000, 100000),
        new("lcg",         "bits",              1500000, 100000),
        new("pipeline",    "closures",          20000,  1000),
        new("memo",        "closures",          200,    30),
        new("builder",     "strings, tables",   40000,  2000),
        new("wordcount",   "strings, tables",   100000, 5000),
        new("json",        "strings, tables",   3000,   200),
        new("richards",    "records",           10000,  1000),
        new("deltablue",   "records",           1200,   20),
        new("generator",   "effects",           60000,  2000),
        new("stateeffect", "effects",           100000, 3000),
        new("ring",        "fibers",            1500,   50),
    ];
#pragma warning restore IDE0055
}
