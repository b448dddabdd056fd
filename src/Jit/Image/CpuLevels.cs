using System.Runtime.Intrinsics.X86;

namespace ClaudeLang.Jit.Image;

/// <summary>The x86-64 levels of the psABI that code can be compiled for; each includes the ones before it.</summary>
public static class CpuLevels
{
    public const string V1 = "x86-64-v1", V2 = "x86-64-v2", V3 = "x86-64-v3";

    /// <summary>From the least to the most demanding.</summary>
    public static readonly IReadOnlyList<string> All = [V1, V2, V3];

    /// <summary>The highest level that this machine has.</summary>
    public static string ThisMachine { get; } =
        Avx2.IsSupported && Bmi1.IsSupported && Bmi2.IsSupported && Fma.IsSupported && Lzcnt.IsSupported ? V3
        : Sse42.IsSupported && Popcnt.IsSupported ? V2 : V1;

    /// <summary>0, 1 or 2; -1 if it is no level.</summary>
    public static int Rank(string level) => level switch { V1 => 0, V2 => 1, V3 => 2, _ => -1 };

    /// <summary>Whether code of <paramref name="level"/> runs on a machine that has <paramref name="machine"/>.</summary>
    public static bool RunsOn(string level, string machine) => Rank(level) >= 0 && Rank(level) <= Rank(machine);
}
