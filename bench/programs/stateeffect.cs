namespace ClaudeLang.CSharp.Programs;

/// <summary>Effects: a loop of n rounds reads and writes a state by requests to whoever drives it.</summary>
public static class StateEffect
{
    private sealed class Request(bool isPut, long value)
    {
        public readonly bool IsPut = isPut;
        public long Value = value;
    }

    public static long Run(int n)
    {
        long state = 1;
        foreach (Request request in Count(n))
        {
            if (request.IsPut) state = request.Value;
            else request.Value = state;
        }
        return state;
    }

    private static IEnumerable<Request> Count(int n)
    {
        for (int i = 0; i < n; i++)
        {
            var get = new Request(false, 0);
            yield return get;
            yield return new Request(true, ((get.Value * 31) + i) % 1000003);
        }
    }
}
