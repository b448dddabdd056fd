using System.Collections.Immutable;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// The bytecode of one function: immutable, closed over nothing but names. A program is the chunk of its top-level forms,
/// whose <see cref="Functions"/> hold the functions that are written inside it, and so on.
/// The interpreter and the compilers read this form; <see cref="ChunkHash"/> names it.
/// </summary>
public sealed class Chunk
{
    /// <summary>For people: the defined name, `lambda`, `loop` (a named let's own) or `top level`. Not part of the identity.</summary>
    public required string Name { get; init; }
    /// <summary>Required parameters: locals 0 .. ParamCount-1.</summary>
    public required int ParamCount { get; init; }
    /// <summary>Whether further arguments are taken, as a list in local number ParamCount.</summary>
    public bool HasRest { get; init; }
    /// <summary>Locals, parameters included.</summary>
    public required int LocalCount { get; init; }
    /// <summary>The deepest the operand stack gets.</summary>
    public required int OperandDepthMax { get; init; }
    public required ImmutableArray<uint> Code { get; init; }
    public ImmutableArray<Constant> Constants { get; init; } = [];
    public ImmutableArray<GlobalRef> Globals { get; init; } = [];
    public ImmutableArray<Chunk> Functions { get; init; } = [];
    /// <summary>What a closure of this chunk takes along from the function around it, in the order of capture.get's numbers.</summary>
    public ImmutableArray<Capture> Captures { get; init; } = [];
    /// <summary>What happens when an error passes through: inner ranges before outer ones.</summary>
    public ImmutableArray<UnwindRange> Unwinds { get; init; } = [];
    /// <summary>Where each instruction comes from, one entry an instruction; empty if unknown. Not part of the identity.</summary>
    public ImmutableArray<SourcePosition> Positions { get; init; } = [];
    /// <summary>Named lets that run inside this frame, outer ones first; a trace shows them as frames. Not part of the identity.</summary>
    public ImmutableArray<InlinedLoop> InlinedLoops { get; init; } = [];

    /// <summary>The same with other tables; those that are null stay.</summary>
    internal Chunk With(ImmutableArray<Chunk>? functions = null, ImmutableArray<Constant>? constants = null, ImmutableArray<GlobalRef>? globals = null) => new()
    {
        Name = Name,
        ParamCount = ParamCount,
        HasRest = HasRest,
        LocalCount = LocalCount,
        OperandDepthMax = OperandDepthMax,
        Code = Code,
        Constants = constants ?? Constants,
        Globals = globals ?? Globals,
        Captures = Captures,
        Positions = Positions,
        Unwinds = Unwinds,
        InlinedLoops = InlinedLoops,
        Functions = functions ?? Functions,
    };

    private Hash256? _hash;
    /// <summary>The name of this code: see <see cref="ChunkHash"/>.</summary>
    public Hash256 Hash => _hash ??= ChunkHash.Of(this);

    public override string ToString() => $"{Name}/{ParamCount}{(HasRest ? "+" : "")}";
}

/// <summary>Line and column count from 1; line 0 means unknown.</summary>
public readonly record struct SourcePosition(int Line, int Column);

public enum UnwindKind : byte
{
    /// <summary>An error lands at Target, its value on top of Depth operands.</summary>
    Catch = 0,
    /// <summary>An error or an abandonment lands at Target, what `end.finally` goes on with on top of Depth operands.</summary>
    Finally = 1,
    /// <summary>The effect handlers that local Depth holds are in force again; the unwinding goes on. Target is not used.</summary>
    Handlers = 2,
    /// <summary>An abandonment that began here is complete, and nil is its value. In the run time's own chunks alone.</summary>
    Abandoned = 3,
}

/// <summary>What unwinding does in the instructions StartPc .. EndPc-1.</summary>
public readonly record struct UnwindRange(int StartPc, int EndPc, UnwindKind Kind, int Target, int Depth)
{
    public bool Contains(int pc) => pc >= StartPc && pc < EndPc;
    public bool Lands => Kind != UnwindKind.Handlers;
}

/// <summary>
/// The instructions StartPc .. EndPc-1 are the body of a named let. In a trace it is a frame of its own called Name; the frame around it
/// has a line too, at CallSite, unless the loop stands in tail position.
/// </summary>
public readonly record struct InlinedLoop(int StartPc, int EndPc, string Name, bool IsTail, SourcePosition CallSite);

/// <summary>One value that a closure takes along: a local of the function that makes it, or one of that function's own captures.</summary>
public readonly record struct Capture(bool FromLocal, int Index);

public enum GlobalKind : byte
{
    /// <summary>Anything may be stored in it at any time.</summary>
    Variable = 0,
    /// <summary>A top-level function definition that nothing else assigns: once defined it is that function for ever.</summary>
    Function = 1,
}

/// <summary>A top-level name that a chunk refers to.</summary>
/// <param name="ParamCount">Of a <see cref="GlobalKind.Function"/>: its required parameters.</param>
/// <param name="IsSelf">The chunk that holds this reference is that function's own body (not one nested in it).</param>
public sealed record GlobalRef(string Name, GlobalKind Kind, int ParamCount = 0, bool HasRest = false, bool IsSelf = false);

/// <summary>A literal or quoted datum. Closed family; structural equality.</summary>
public abstract record Constant
{
    public sealed record Nil : Constant;
    public sealed record Bool(bool Value) : Constant;
    public sealed record Int(long Value) : Constant;
    /// <summary>Compared by bits, so that -0.0 and nan are constants like any other.</summary>
    public sealed record Float(double Value) : Constant
    {
        public bool Equals(Float? other) => other is not null && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value);
        public override int GetHashCode() => BitConverter.DoubleToInt64Bits(Value).GetHashCode();
    }
    public sealed record String(string Value) : Constant;
    public sealed record Symbol(string Name) : Constant;
    public sealed record Keyword(string Name) : Constant;
    public sealed record List(ImmutableArray<Constant> Items) : Constant
    {
        public bool Equals(List? other) => other is not null && Items.SequenceEqual(other.Items);
        public override int GetHashCode() => Items.Aggregate(17, (hash, item) => (hash * 31) + item.GetHashCode());
    }
    /// <summary>A library function that is not written in ClaudeLang, as a value.</summary>
    public sealed record Builtin(string Name) : Constant;
    /// <summary>What a box holds before its variable is initialised.</summary>
    public sealed record Unbound : Constant;
    /// <summary>A quoted dict: keys and values in turn.</summary>
    public sealed record Dict(ImmutableArray<Constant> Items) : Constant
    {
        public bool Equals(Dict? other) => other is not null && Items.SequenceEqual(other.Items);
        public override int GetHashCode() => Items.Aggregate(19, (hash, item) => (hash * 31) + item.GetHashCode());
    }
}
