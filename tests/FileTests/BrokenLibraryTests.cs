using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.FileTests;

/// <summary>
/// docs/language-tests.md says of each library function and effect which programs fail without it. Here they do: each is broken in several ways,
/// and a program of its rows has to print something else.
/// </summary>
public sealed class BrokenLibraryTests
{
    private static readonly string[] Effects = [.. EffectTable.All.Select(row => row.Name).Concat(EffectTable.Control).Order(StringComparer.Ordinal)];

    [Fact]
    public void A_function_that_does_nothing_is_seen() => AssertNone(BrokenLibrary.Functions, Breakages.DoesNothing, BrokenLibrary.Break);

    [Fact]
    public void A_function_that_gives_something_else_is_seen() => AssertNone(BrokenLibrary.Functions, Breakages.GivesWrong, BrokenLibrary.Break);

    [Fact]
    public void A_function_that_never_raises_an_error_is_seen() => AssertNoError(BrokenLibrary.Functions, 400, BrokenLibrary.Break);

    [Fact]
    public void An_effect_that_does_nothing_is_seen() => AssertNone(Effects, Breakages.DoesNothing, BrokenLibrary.BreakEffect);

    /// <summary>`error:raise` never gives anything.</summary>
    [Fact]
    public void An_effect_that_gives_something_else_is_seen() => AssertNone(Effects.Except(["error:raise"]), Breakages.GivesWrong, BrokenLibrary.BreakEffect);

    /// <summary>To find out what `time:sleep` says of all sorts of arguments would take for ever.</summary>
    [Fact]
    public void An_effect_that_never_raises_an_error_is_seen() => AssertNoError(Effects.Except(["time:sleep"]), 40, BrokenLibrary.BreakEffect);

    private static void AssertNone(IEnumerable<string> names, string breakage, Func<string, string, string, string> breaks) =>
        BrokenPrograms.AssertNone(names.Where(name => !BrokenPrograms.IsSeen(name, breakage, BrokenPrograms.Of(name), breaks)));

    /// <summary>Programs about wrong arguments first: they are soon over.</summary>
    private static void AssertNoError(IEnumerable<string> names, int countMin, Func<string, string, string, string> breaks)
    {
        var errors = names.AsParallel().AsOrdered().SelectMany(name => ErrorProbe.KindsOf(name).Select(kind => (Name: name, Kind: kind))).ToList();
        Assert.True(errors.Count > countMin, $"only {errors.Count} errors");
        BrokenPrograms.AssertNone(errors
            .Where(error => !BrokenPrograms.IsSeen(error.Name, Breakages.NeverRaises(error.Name, error.Kind), BrokenPrograms.Of(error.Name).OrderByDescending(BrokenPrograms.IsAboutErrors), breaks))
            .Select(error => error.Name + error.Kind));
    }
}
