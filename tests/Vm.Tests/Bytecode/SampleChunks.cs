using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;
using static ClaudeLang.Vm.Bytecode.Instruction;

namespace ClaudeLang.Vm.Tests.Bytecode;

/// <summary>Chunks put together by hand.</summary>
internal static class SampleChunks
{
    /// <summary>(define (fib n) (if (&lt; n 2) n (+ (fib (- n 1)) (fib (- n 2)))))</summary>
    public static Chunk Fib => new()
    {
        Name = "fib",
        ParamCount = 1,
        LocalCount = 1,
        OperandDepthMax = 3,
        Globals = [new GlobalRef("fib", GlobalKind.Function, 1, IsSelf: true)],
        Code =
        [
            PackU24(Opcode.LocalGet, 0), PackS24(Opcode.Int, 2), Pack(Opcode.Lt), PackS24(Opcode.JumpFalse, 2),
            PackU24(Opcode.LocalGet, 0), Pack(Opcode.Return),
            PackU24(Opcode.LocalGet, 0), PackS24(Opcode.Int, 1), Pack(Opcode.Sub), PackU16U8(Opcode.CallGlobal, 0, 1),
            PackU24(Opcode.LocalGet, 0), PackS24(Opcode.Int, 2), Pack(Opcode.Sub), PackU16U8(Opcode.CallGlobal, 0, 1),
            Pack(Opcode.Add), Pack(Opcode.Return),
        ],
        Positions = [.. Enumerable.Range(0, 16).Select(i => new SourcePosition(3 + (i / 4), 40 - (2 * i)))],
    };

    /// <summary>A body that closes over a local and, one deeper, over that capture; with a loop, an effect, a rest list and every kind of constant.</summary>
    public static Chunk Program => new()
    {
        Name = "top level",
        ParamCount = 0,
        LocalCount = 2,
        OperandDepthMax = 4,
        Globals = [new GlobalRef("fib", GlobalKind.Function, 1), new GlobalRef("|odd name|", GlobalKind.Variable)],
        Constants =
        [
            new Constant.Symbol("io:print"), new Constant.String("tab\t quote\" back\\ snow\u2603 \U0001F600 nul\0 ; no comment"), new Constant.Nil(), new Constant.Bool(true),
            new Constant.Bool(false), new Constant.Int(long.MinValue), new Constant.Int(long.MaxValue), new Constant.Float(-0.0), new Constant.Float(double.NaN),
            new Constant.Float(BitConverter.UInt64BitsToDouble(0xFFF8_0000_0000_1234)), new Constant.Float(double.NegativeInfinity), new Constant.Float(0.1), new Constant.Float(1e300),
            new Constant.Keyword("key"), new Constant.Keyword("with space"), new Constant.Symbol(""), new Constant.Symbol("nil"), new Constant.Symbol("12"), new Constant.Symbol("a|b\\c\n"),
            new Constant.List([]), new Constant.Dict([]),
            new Constant.List([new Constant.Int(1), new Constant.Dict([new Constant.Keyword("k"), new Constant.List([new Constant.String("]")])]), new Constant.Symbol("x")]),
            new Constant.Builtin("string-length"), new Constant.Unbound(), new Constant.Symbol("#builtin:x"), new Constant.Symbol("-"), new Constant.Symbol("+%"),
        ],
        Functions = [Fib, Counter],
        InlinedLoops = [new InlinedLoop(7, 16, "loop", false, new SourcePosition(1, 2)), new InlinedLoop(8, 15, "in ner", true, default)],
        Code =
        [
            PackU24(Opcode.Closure, 0), PackU24(Opcode.GlobalDefine, 0),
            PackU24(Opcode.Const, 23), Pack(Opcode.BoxNew), PackU24(Opcode.LocalSet, 0),
            PackS24(Opcode.Int, -5), PackU24(Opcode.LocalSet, 1),
            PackU24(Opcode.LocalGet, 1), PackS24(Opcode.Int, Instruction.S24Max), Pack(Opcode.Lt), PackS24(Opcode.JumpFalse, 5),
            PackU24(Opcode.LocalGet, 1), PackS24(Opcode.Int, Instruction.S24Min), Pack(Opcode.Sub), PackU24(Opcode.LocalSet, 1), PackS24(Opcode.Loop, -9),
            PackU24(Opcode.Closure, 1), PackU24(Opcode.Const, 1), PackU24(Opcode.Call, 1), PackS24(Opcode.JumpTrueKeep, 2),
            PackS24(Opcode.Int, 7), PackU16U8(Opcode.CallBuiltin, 300, 1), PackU16U8(Opcode.Effect, 0, 1), Pack(Opcode.Return),
        ],
    };

    private static Chunk Counter => new()
    {
        Name = "lambda",
        ParamCount = 1,
        HasRest = true,
        LocalCount = 2,
        OperandDepthMax = 2,
        Captures = [new Capture(true, 0)],
        Constants = [new Constant.Symbol("count")],
        Functions =
        [
            new Chunk
            {
                Name = "", ParamCount = 0, LocalCount = 0, OperandDepthMax = 1, Captures = [new Capture(false, 0), new Capture(true, 1)],
                Code = [PackU24(Opcode.CaptureGet, 1), Pack(Opcode.Return)],
            },
        ],
        Code = [PackU24(Opcode.CaptureGet, 0), PackU24(Opcode.BoxGet, 0), Pack(Opcode.Pop), PackU24(Opcode.Closure, 0), PackU24(Opcode.TailCall, 0)],
    };

    public static Chunk Of(params uint[] code) => new() { Name = "f", ParamCount = 0, LocalCount = 1, OperandDepthMax = 4, Code = [.. code] };

    /// <summary>Functions in functions, so many levels.</summary>
    public static Chunk Deep(int depth)
    {
        Chunk chunk = Of(Pack(Opcode.Nil), Pack(Opcode.Return));
        for (int level = 1; level < depth; level++) chunk = chunk.With(functions: [chunk]);
        return chunk;
    }

    public static Chunk With(this Chunk chunk, string? name = null, int? paramCount = null, bool? hasRest = null, int? localCount = null, int? operandDepthMax = null,
        ImmutableArray<uint>? code = null, ImmutableArray<Constant>? constants = null, ImmutableArray<GlobalRef>? globals = null,
        ImmutableArray<Chunk>? functions = null, ImmutableArray<Capture>? captures = null, ImmutableArray<SourcePosition>? positions = null,
        ImmutableArray<InlinedLoop>? inlinedLoops = null, ImmutableArray<UnwindRange>? unwinds = null) => new()
        {
            Name = name ?? chunk.Name,
            ParamCount = paramCount ?? chunk.ParamCount,
            HasRest = hasRest ?? chunk.HasRest,
            LocalCount = localCount ?? chunk.LocalCount,
            OperandDepthMax = operandDepthMax ?? chunk.OperandDepthMax,
            Code = code ?? chunk.Code,
            Constants = constants ?? chunk.Constants,
            Globals = globals ?? chunk.Globals,
            Functions = functions ?? chunk.Functions,
            Captures = captures ?? chunk.Captures,
            Positions = positions ?? chunk.Positions,
            InlinedLoops = inlinedLoops ?? chunk.InlinedLoops,
            Unwinds = unwinds ?? chunk.Unwinds,
        };

    /// <summary>Compared by hand, so that a codec that forgets a field on both ways is caught.</summary>
    public static void AssertSame(Chunk expected, Chunk actual, bool withDebug = true)
    {
        Xunit.Assert.Equal(withDebug ? expected.Name : "", actual.Name);
        Xunit.Assert.Equal((expected.ParamCount, expected.HasRest, expected.LocalCount, expected.OperandDepthMax), (actual.ParamCount, actual.HasRest, actual.LocalCount, actual.OperandDepthMax));
        Xunit.Assert.Equal(expected.Code, actual.Code);
        Xunit.Assert.Equal(expected.Constants, actual.Constants);
        Xunit.Assert.Equal(expected.Globals, actual.Globals);
        Xunit.Assert.Equal(expected.Captures, actual.Captures);
        Xunit.Assert.Equal(expected.Unwinds, actual.Unwinds);
        Xunit.Assert.Equal(withDebug ? expected.Positions : [], actual.Positions);
        Xunit.Assert.Equal(withDebug ? expected.InlinedLoops : [], actual.InlinedLoops);
        Xunit.Assert.Equal(expected.Functions.Length, actual.Functions.Length);
        for (int i = 0; i < expected.Functions.Length; i++) AssertSame(expected.Functions[i], actual.Functions[i], withDebug);
    }
}
