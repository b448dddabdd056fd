using System.Globalization;

namespace ClaudeLang.Bench;

/// <summary>What a process said about its iterations. The protocol is one line each: `it NANOSECONDS RESULT`, and at the end `peak VmHWM: N kB`.</summary>
/// <param name="Results">What each iteration computed.</param>
/// <param name="PeakKib">Most memory that the process ever had resident; null if it did not say.</param>
public sealed record Trace(IReadOnlyList<double> Ms, IReadOnlyList<string> Results, double? PeakKib)
{
    public static Trace Parse(string output)
    {
        var (ms, results, peak) = (new List<double>(), new List<string>(), (double?)null);
        foreach (string line in output.Split('\n'))
        {
            string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words is ["it", var ns, var result])
            {
                ms.Add(double.Parse(ns, CultureInfo.InvariantCulture) / 1e6);
                results.Add(result);
            }
            else if (words is ["peak", "VmHWM:", var kib, "kB"]) peak = double.Parse(kib, CultureInfo.InvariantCulture);
        }
        return new Trace(ms, results, peak);
    }

    /// <summary>The median of the last half of the iterations.</summary>
    public double SteadyMs => Statistics.Median([.. Ms.Skip(Ms.Count / 2)]);

    /// <summary>Time until the first iteration begins that is within a tenth of the steady state.</summary>
    public double SettledMs
    {
        get
        {
            double limit = SteadyMs * 1.1, passed = 0;
            foreach (double ms in Ms)
            {
                if (ms <= limit) return passed;
                passed += ms;
            }
            return passed;
        }
    }
}
