namespace ClaudeLang.Bench;

/// <summary>One program of bench/programs and how much of it to do.</summary>
/// <param name="What">What it stresses, for the report.</param>
/// <param name="Size">Its argument.</param>
/// <param name="QuickSize">Its argument with --quick.</param>
public sealed record Case(string Name, string What, int Size, int QuickSize)
{
    public static readonly IReadOnlyList<Case> All =
    [
        new("fib", "calls", 35, 32),
        new("loops", "integer loop", 10000, 4000),
        new("mandelbrot", "float loop", 1000, 400),
    ];
}

/// <summary>One timed run.</summary>
/// <param name="Result">What the program printed; every contestant has to print the same.</param>
public readonly record struct Sample(double Ms, string Result);

/// <summary>Something that can run the cases.</summary>
public interface IContestant
{
    string Name { get; }
    string Version { get; }
    Sample Run(string program, int size);
}
