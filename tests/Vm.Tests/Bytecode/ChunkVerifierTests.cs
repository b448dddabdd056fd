using ClaudeLang.Vm.Bytecode;
using Xunit;
using static ClaudeLang.Vm.Bytecode.Instruction;

namespace ClaudeLang.Vm.Tests.Bytecode;

public sealed class ChunkVerifierTests
{
    private static readonly uint Nil = Pack(Opcode.Nil), Return = Pack(Opcode.Return), Pop = Pack(Opcode.Pop);
    private static readonly Chunk Base = SampleChunks.Of(Nil, Return);
    private static readonly Constant Symbol = new Constant.Symbol("s"), Int = new Constant.Int(1);
    private static readonly GlobalRef Variable = new("v", GlobalKind.Variable), Function = new("g", GlobalKind.Function, 1);

    private static Chunk Code(params uint[] code) => SampleChunks.Of(code);

    /// <summary>For each rule, chunks that break it and nothing else.</summary>
    private static readonly (ChunkRule Rule, Chunk Chunk)[] Broken =
    [
        (ChunkRule.Locals, Base.With(localCount: -1)),
        (ChunkRule.Locals, Base.With(paramCount: 2)),
        (ChunkRule.Locals, Base.With(paramCount: 1, hasRest: true)),
        (ChunkRule.FrameSize, Base.With(localCount: ChunkLimits.FrameWordsMax - 5)),
        (ChunkRule.FrameSize, Base.With(localCount: int.MaxValue, operandDepthMax: int.MaxValue)),
        (ChunkRule.FrameSize, Base.With(paramCount: ChunkLimits.ArgsMax + 1, localCount: ChunkLimits.ArgsMax + 1)),
        (ChunkRule.Positions, Base.With(positions: [new SourcePosition(1, 1)])),
        (ChunkRule.InlinedLoops, Base.With(inlinedLoops: [new InlinedLoop(0, 1, "a", true, default), new InlinedLoop(1, 3, "b", true, default)])),
        (ChunkRule.InlinedLoops, Base.With(inlinedLoops: [new InlinedLoop(1, 1, "a", true, default)])),
        (ChunkRule.InlinedLoops, Base.With(inlinedLoops: [new InlinedLoop(-1, 1, "a", true, default)])),
        (ChunkRule.Unwinds, Base.With(unwinds: [new UnwindRange(-1, 1, UnwindKind.Catch, 1, 0)])),
        (ChunkRule.Unwinds, Base.With(unwinds: [new UnwindRange(1, 1, UnwindKind.Catch, 1, 0)])),
        (ChunkRule.Unwinds, Base.With(unwinds: [new UnwindRange(0, 1, UnwindKind.Catch, 0, 0)])),
        (ChunkRule.Unwinds, Base.With(unwinds: [new UnwindRange(0, 1, UnwindKind.Finally, 99, 0)])),
        (ChunkRule.Unwinds, Base.With(unwinds: [new UnwindRange(0, 1, UnwindKind.Finally, 1, 1)])),
        (ChunkRule.Unwinds, Base.With(unwinds: [new UnwindRange(0, 1, UnwindKind.Handlers, 0, 1)])),
        (ChunkRule.Unwinds, Base.With(unwinds: [new UnwindRange(0, 1, UnwindKind.Abandoned, 1, 0)])),
        (ChunkRule.DepthMismatch, Base.With(unwinds: [new UnwindRange(0, 1, UnwindKind.Catch, 2, 0)], code: [Nil, Nil, Return], operandDepthMax: 9)),
        (ChunkRule.Constants, Base.With(constants: [new Constant.Dict([Int])])),
        (ChunkRule.Constants, Base.With(constants: [new Constant.List([new Constant.Dict([Int, new Constant.Dict([Int])])])])),
        (ChunkRule.Constants, Base.With(constants: [new Constant.List([new Constant.Unbound()])])),
        (ChunkRule.Constants, Base.With(constants: [new Constant.List([new Constant.Builtin("map")])])),
        (ChunkRule.Globals, Base.With(globals: [new GlobalRef("g", (GlobalKind)2)])),
        (ChunkRule.Globals, Base.With(globals: [new GlobalRef("g", GlobalKind.Variable, 1)])),
        (ChunkRule.Globals, Base.With(globals: [new GlobalRef("g", GlobalKind.Variable, IsSelf: true)])),
        (ChunkRule.Globals, Base.With(globals: [new GlobalRef("g", GlobalKind.Function, -1)])),
        (ChunkRule.Globals, Base.With(globals: [new GlobalRef("g", GlobalKind.Function, 1, IsSelf: true)])),
        (ChunkRule.Globals, Base.With(globals: [new GlobalRef("g", GlobalKind.Function, IsSelf: true), new GlobalRef("h", GlobalKind.Function, IsSelf: true)])),
        (ChunkRule.Globals, Base.With(globals: [Function], functions: [Base.With(globals: [Function with { ParamCount = 2 }])])),
        (ChunkRule.Captures, Base.With(captures: [new Capture(true, -1)])),
        (ChunkRule.Captures, Base.With(functions: [Base.With(captures: [new Capture(true, 1)])])),
        (ChunkRule.Captures, Base.With(captures: [new Capture(true, 9)], functions: [Base.With(captures: [new Capture(false, 1)])])),
        (ChunkRule.Opcode, Code(255, Nil, Return)),
        (ChunkRule.Operand, Code(Nil | 0x100, Return)),
        (ChunkRule.LocalIndex, Code(PackU24(Opcode.LocalGet, 1), Return)),
        (ChunkRule.LocalIndex, Code(Nil, PackU24(Opcode.LocalSet, U24Max), Nil, Return)),
        (ChunkRule.ConstantIndex, Code(PackU24(Opcode.Const, 0), Return)),
        (ChunkRule.ConstantIndex, Code(Nil, PackU24(Opcode.BoxGet, 1), Return).With(constants: [Symbol])),
        (ChunkRule.ConstantIndex, Code(PackU16U8(Opcode.Effect, 1, 0), Return).With(constants: [Symbol])),
        (ChunkRule.ConstantKind, Code(Nil, PackU24(Opcode.BoxGet, 0), Return).With(constants: [Int])),
        (ChunkRule.ConstantKind, Code(PackU16U8(Opcode.Effect, 0, 0), Return).With(constants: [new Constant.String("io:print")])),
        (ChunkRule.GlobalIndex, Code(PackU24(Opcode.GlobalGet, 1), Return).With(globals: [Variable])),
        (ChunkRule.GlobalIndex, Code(PackU24(Opcode.GlobalCheck, 0), Nil, Return)),
        (ChunkRule.GlobalIndex, Code(Nil, PackU24(Opcode.GlobalDefine, 0), Nil, Return)),
        (ChunkRule.GlobalIndex, Code(Nil, PackU24(Opcode.GlobalSet, 0), Nil, Return)),
        (ChunkRule.GlobalIndex, Code(PackU16U8(Opcode.CallGlobal, 0, 0), Return)),
        (ChunkRule.GlobalUse, Code(Nil, PackU24(Opcode.GlobalSet, 0), Nil, Return).With(globals: [Function])),
        (ChunkRule.GlobalUse, Code(PackU16U8(Opcode.CallGlobal, 0, 0), Return).With(globals: [Variable])),
        (ChunkRule.GlobalUse, Code(Nil, Nil, PackU16U8(Opcode.CallGlobal, 0, 2), Return).With(globals: [Function])),
        (ChunkRule.GlobalUse, Code(Nil, PackU16U8(Opcode.TailCallGlobal, 0, 1)).With(globals: [Function with { HasRest = true }])),
        (ChunkRule.FunctionIndex, Code(PackU24(Opcode.Closure, 1), Return).With(functions: [Base])),
        (ChunkRule.CaptureIndex, Code(PackU24(Opcode.CaptureGet, 1), Return).With(captures: [new Capture(true, 0)])),
        (ChunkRule.BuiltinIndex, Code(PackU16U8(Opcode.CallBuiltin, 100, 0), Return)),
        (ChunkRule.ArgCount, Code(Nil, PackU24(Opcode.Call, ChunkLimits.ArgsMax + 1), Return)),
        (ChunkRule.JumpTarget, Code(PackS24(Opcode.Jump, 2), Nil, Return)),
        (ChunkRule.JumpTarget, Code(Nil, PackS24(Opcode.JumpTrue, S24Max), Nil, Return)),
        (ChunkRule.JumpTarget, Code(Nil, PackS24(Opcode.JumpFalse, -2), Nil, Return)),
        (ChunkRule.JumpTarget, Code(Nil, PackS24(Opcode.Loop, -3))),
        (ChunkRule.JumpTarget, Code(PackS24(Opcode.Loop, 0), Nil, Return)),
        (ChunkRule.End, Code()),
        (ChunkRule.End, Code(Nil)),
        (ChunkRule.End, Code(Nil, Return, Nil)),
        (ChunkRule.Underflow, Code(Return)),
        (ChunkRule.Underflow, Code(Nil, Pack(Opcode.Add), Return)),
        (ChunkRule.Underflow, Code(Nil, PackU24(Opcode.TailCall, 1))),
        (ChunkRule.Underflow, Code(Nil, PackS24(Opcode.JumpFalseKeep, 1), Return, Return)),
        (ChunkRule.Overflow, Code(Nil, Nil, Nil, Nil, Nil, Return)),
        (ChunkRule.DepthMismatch, Code(Nil, PackS24(Opcode.JumpTrue, 1), Nil, Nil, Return)),
        (ChunkRule.DepthMismatch, Code(Nil, PackS24(Opcode.Loop, -2))),
        (ChunkRule.DepthMismatch, Code(Nil, Nil, PackS24(Opcode.JumpTrueKeep, 1), Nop, Return)),
        (ChunkRule.DepthMismatch, Base.With(functions: [Base.With(functions: [Code(Nil, PackS24(Opcode.Loop, -2))])])),
    ];

    private static uint Nop => Pack(Opcode.Nop);

    [Fact]
    public void Each_rule_is_found_broken_by_its_name()
    {
        foreach ((ChunkRule rule, Chunk chunk) in Broken)
        {
            ChunkViolation violation = Assert.Throws<ChunkInvalidException>(() => ChunkVerifier.Verify(chunk, number => number < 100)).Violation;
            Assert.True(rule == violation.Rule, $"{rule} expected: {violation}");
        }
        Assert.Equal(Enum.GetValues<ChunkRule>(), Broken.Select(b => b.Rule).Distinct().Order());
    }

    [Fact]
    public void What_is_right_passes()
    {
        foreach (Chunk chunk in ChunkCodecTests.Samples(500)) ChunkVerifier.Verify(chunk);
        ChunkVerifier.Verify(Base.With(localCount: ChunkLimits.FrameWordsMax - 6));
        ChunkVerifier.Verify(Code(PackU16U8(Opcode.CallBuiltin, 99, 0), Return), number => number < 100);
    }

    [Fact]
    public void Depths_and_loop_heads_are_what_they_are()
    {
        ChunkFacts facts = ChunkVerifier.Verify(SampleChunks.Fib);
        Assert.Equal([0, 1, 2, 1, 0, 1, 0, 1, 2, 1, 1, 2, 3, 2, 2, 1], facts.DepthBefore);
        Assert.Empty(facts.LoopHeads);

        // A loop that is entered at its condition, and code that nothing leads to.
        Chunk loop = Code(PackS24(Opcode.Jump, 2), Nop, Nop, Nil, PackS24(Opcode.JumpFalse, 1), PackS24(Opcode.Loop, -5), Nil, Return, Nop, Return);
        facts = ChunkVerifier.FactsOf(loop);
        Assert.Equal([0, 0, 0, 0, 1, 0, 0, 1, ChunkFacts.Unreachable, ChunkFacts.Unreachable], facts.DepthBefore);
        Assert.Equal([1], facts.LoopHeads);
        Assert.True(facts.IsLoopHead(1) && !facts.IsLoopHead(0));
        Assert.True(facts.IsReachable(7) && !facts.IsReachable(8));
    }

    [Fact]
    public void Jump_keep_leaves_the_condition_on_one_way_only()
    {
        ChunkFacts facts = ChunkVerifier.Verify(Code(Nil, PackS24(Opcode.JumpFalseKeep, 1), Nil, Return));
        Assert.Equal([0, 1, 0, 1], facts.DepthBefore);
    }

    [Fact]
    public void Hostile_nesting_is_walked_without_recursion()
    {
        ChunkVerifier.Verify(SampleChunks.Deep(200_000));
        Constant list = new Constant.List([]);
        for (int i = 0; i < 200_000; i++) list = new Constant.List([list]);
        ChunkVerifier.Verify(Base.With(constants: [list]));
    }

    [Fact]
    public void TryVerify_names_function_instruction_and_rule()
    {
        Assert.True(ChunkVerifier.TryVerify(Base, out ChunkFacts? facts, out string? error) && facts is not null && error is null);
        Assert.False(ChunkVerifier.TryVerify(Code(Nil, Pop, Pop, Nil, Return), out facts, out error));
        Assert.Null(facts);
        Assert.Equal("This bytecode is not valid: f, instruction 2: takes 1 operands of 0 (Underflow).", error);
    }
}
