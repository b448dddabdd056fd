using System.Diagnostics.CodeAnalysis;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// A ClaudeLang error on its way through C#. Whoever catches it makes the record at once (<see cref="Heap.ErrorRecord"/>):
/// <see cref="Datum"/> is not rooted.
/// </summary>
public sealed class FaultException(string kind, string message, Value data) : Exception(message)
{
    /// <summary>The keyword's text without colon: `type`, `overflow` …</summary>
    public string Kind => kind;
    public Value Datum => data;
    /// <summary>Whether a program's own value is thrown: then it is <see cref="Datum"/>, and there is no kind.</summary>
    public bool IsThrownValue => kind.Length == 0;
    /// <summary>Whether the program ends with it, caught or not: a limit of the run that was hit a second time.</summary>
    public bool IsFinal { get; init; }
    /// <summary>Whether it is none of the program's: it only ends a part of a run (<see cref="Meter.Stop"/>).</summary>
    public bool IsStop { get; init; }
    public static FaultException Thrown(Value value) => new("", "", value);
    public override string ToString() => $":{kind} {Message}";
}

/// <summary>Every standard error and its text, in one place. The methods give the exception; the caller throws it.</summary>
public static class Faults
{
    public static FaultException Of(string kind, string message) => new(kind, message, Value.Nil);
    public static FaultException Of(string kind, string message, Value data) => new(kind, message, data);

    /// <param name="argument">From 1.</param>
    public static FaultException Type(string function, int argument, string expected, Value got) =>
        Of("type", $"{function}: argument {argument}: expected {expected}, got {Described(got)}");
    /// <summary>A wrong type where no argument number says which value it was.</summary>
    public static FaultException Type(string function, string expected, Value got) => Of("type", $"{function}: expected {expected}, got {Described(got)}");
    /// <param name="violated">Who was promised what: `f: argument 1 (x): expected Int`.</param>
    public static FaultException Violation(string violated, Value got) => Of("type", $"{violated}, got {Described(got)}");
    /// <summary>The error of the second operand of an operator that stands for a later argument of a call with more than two.</summary>
    public static FaultException ForArgument(FaultException fault, int argument) => fault.Kind != "type"
        ? fault : Of(fault.Kind, fault.Message.Replace(": argument 2: ", $": argument {argument}: ", StringComparison.Ordinal), fault.Datum);
    public static FaultException NotAFunction(Value got) => Type("call", "a function", got);
    /// <param name="max">-1: any number.</param>
    public static FaultException Arity(string function, int min, int max, int got)
    {
        string expected = max == min ? $"{min}" : max < 0 ? $"at least {min}" : $"{min} to {max}";
        return Of("arity", $"{function}: expected {expected} argument{(expected is "1" or "at least 1" ? "" : "s")}, got {got}");
    }
    public static FaultException Unbound(string name) => Of("unbound", $"unbound variable: {name}");
    public static FaultException Overflow(string function) => Of("overflow", $"{function}: result does not fit in 64 bits");
    public static FaultException DivideByZero(string function) =>
        Of("divide-by-zero", $"{function}: Int {(function is "/" or "quotient" ? "division" : "remainder")} by zero");
    public static FaultException Index(string function, long index, long length) => Of("index", $"{function}: index {index} is out of range for length {length}");
    public static FaultException ShiftCount(string function, long count) => Of("range", $"{function}: shift count {count} is not in 0..63");
    public static FaultException Range(string function, string what) => Of("range", $"{function}: {what}");
    public static FaultException NoMatch(Value value) => Of("match", $"no clause matches {Printer.Short(value)}", value);
    public static FaultException NoHandler(string effect) => Of("effect", $"no handler for the effect {effect}");
    public static FaultException StackOverflow(long calls) => Of("stack-overflow", $"stack overflow: more than {calls} pending calls");
    public static FaultException Limit(string message, bool isFinal) => new("limit", message, Value.Nil) { IsFinal = isFinal };
    public static FaultException Timeout(long limitMs, bool isFinal) => new("timeout", $"the run may take {limitMs} ms, and has", Value.Nil) { IsFinal = isFinal };
    /// <summary>Of a part of a run that is of no use any more; nobody sees it.</summary>
    public static FaultException Stopped() => new("cancelled", "the part of the run was stopped", Value.Nil) { IsFinal = true, IsStop = true };
    public static FaultException CannotTravel(string effect, Value v) => Of("type", $"{effect}: a {Types.NameOf(v)} cannot go to another executor");
    public static FaultException TextTooLong(long charsMax) => Of("out-of-memory", $"out of memory: the text of a value has more than {charsMax} characters");
    public static FaultException OutOfMemory(long bytesMax, bool isFinal = false) =>
        new("out-of-memory", $"out of memory: more than {bytesMax >> 20} MiB are in use", Value.Nil) { IsFinal = isFinal };
    public static FaultException Permission(string effect, string what, string target) =>
        Of("permission", $"{effect}: {what} access to {target} is not allowed (--allow-{what})");

    /// <summary>Type and shortened text of a value.</summary>
    public static string Described(Value v) => $"{Types.NameOf(v)} {Printer.Short(v)}";
}
