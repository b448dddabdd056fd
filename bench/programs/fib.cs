namespace ClaudeLang.CSharp.Programs;

/// <summary>Calls: fib(n) by definition.</summary>
public static class Fib
{
    public static long Run(int n) => Value(n);

    private static long Value(long n) => n < 2 ? n : Value(n - 1) + Value(n - 2);
}
