using System.CommandLine;
using System.Globalization;
using ClaudeLang.Protocol;
using Caps = ClaudeLang.Vm.Runtime.Limits;

namespace ClaudeLang.Node.Cli;

/// <summary>What a run may use. A limit that is hit is an error that the program can catch once.</summary>
internal sealed class LimitOptions
{
    private readonly Option<string?> _fuel = Make("--fuel", "N", "Calls and loop turns it may make, then :limit; the same in every run, which is interpreted (default: any number)");
    private readonly Option<string?> _timeout = Make("--timeout", "SECONDS", "Wall time it may take, then :timeout (default: any)");
    private readonly Option<string?> _heap = Make("--heap-max", "SIZE", $"Memory that its values may take, then :out-of-memory; 200m, 2g (default: {Text(Caps.Default.HeapBytes)})");
    private readonly Option<string?> _stack = Make("--stack-max", "SIZE", $"Memory that its pending calls may take, then :stack-overflow (default: {Text(Caps.Default.StackBytes)})");
    private readonly Option<string?> _output = Make("--output-max", "SIZE", "What it may write to stdout and stderr, then :limit (default: any amount)");
    private readonly Option<string?> _channels = Make("--channels-max", "N", "Channels that may be made and not closed, then :limit");

    public void AddTo(Command command)
    {
        foreach (var option in new[] { _fuel, _timeout, _heap, _stack, _output, _channels }) command.Add(option);
    }

    public ProgramLimits Read(ParseResult parsed) => new(
        Count(parsed, _fuel), Milliseconds(parsed, _timeout), Size(parsed, _heap, Caps.HeapBytesLeast, Caps.HeapBytesMost),
        Size(parsed, _stack, Caps.StackBytesLeast, Caps.StackBytesMost), Size(parsed, _output, 1, long.MaxValue), Count(parsed, _channels));

    private static Option<string?> Make(string name, string helpName, string description) => new(name) { Description = description, HelpName = helpName };

    private static long? Count(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : throw Bad(option, "a number from 1 on", text);
    }

    private static long? Milliseconds(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds);
        return isNumber && seconds is >= 0.001 and <= 1_000_000 ? (long)(seconds * 1000) : throw Bad(option, "seconds from 0.001 to 1000000", text);
    }

    /// <summary>Bytes, or with k, m, g behind them.</summary>
    internal static long? Size(ParseResult parsed, Option<string?> option, long least, long most)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        var shift = text.Length == 0 ? 0 : char.ToLowerInvariant(text[^1]) switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => 0 };
        var digits = shift > 0 ? text[..^1] : text;
        var isNumber = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= long.MaxValue >> shift;
        return isNumber && n << shift >= least && n << shift <= most ? n << shift : throw Bad(option, $"bytes from {Text(least)} on, as in 4096k, 200m or 2g", text);
    }

    internal static string Text(long bytes) => bytes % (1 << 30) == 0 ? $"{bytes >> 30}g" : bytes % (1 << 20) == 0 ? $"{bytes >> 20}m" : bytes % 1024 == 0 ? $"{bytes >> 10}k" : $"{bytes}";

    private static UsageException Bad(Option<string?> option, string wanted, string got) => new($"{option.Name} takes {wanted}, not '{got}'");
}
